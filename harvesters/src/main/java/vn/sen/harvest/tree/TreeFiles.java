package vn.sen.harvest.tree;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a tree that may hold data, by their paths. */
final class TreeFiles {
  private final Set<String> paths;

  /** By what they are called however their letters are composed. */
  private final Map<String, String> byIdentifier = new HashMap<>();

  TreeFiles(Collection<String> paths) {
    this.paths = new HashSet<>(paths);
    paths.stream()
        .sorted()
        .forEach(path -> byIdentifier.putIfAbsent(TreeMapper.identifier(path), path));
  }

  boolean contains(String path) {
    return paths.contains(path);
  }

  Stream<String> stream() {
    return paths.stream();
  }

  /** Which of them {@code reference} means in a folder, however its letters are composed. */
  Optional<String> find(String folder, String reference) {
    return TreeMapper.resolve(folder, reference)
        .flatMap(
            path ->
                paths.contains(path)
                    ? Optional.of(path)
                    : Optional.ofNullable(byIdentifier.get(TreeMapper.identifier(path))));
  }
}
