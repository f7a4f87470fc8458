package vn.sen.failpoint;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts a {@link Failpoint} before and after everything that makes work last or visible: a file
 * synced or renamed, a transaction committed, a batch handed to the RDF store, the index refreshed.
 *
 * <p>Argument: {@code note=FILE}, or {@code kill=OCCURRENCE POINT}.
 */
public final class FailpointAgent implements ClassFileTransformer {
  private static final ClassDesc FAILPOINT = ClassDesc.of("vn.sen.failpoint.Failpoint");
  private static final MethodTypeDesc PASS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, ConstantDescs.CD_Object);

  /** A method to watch; {@code where} puts on the stack what it works on. */
  private record Watched(String method, String what, Consumer<CodeBuilder> where) {}

  private static final Map<String, Watched> WATCHED = new HashMap<>();

  static {
    WATCHED.put(
        "sun/nio/ch/FileChannelImpl",
        new Watched(
            "force",
            "sync",
            code ->
                code.aload(0)
                    .getfield(
                        ClassDesc.of("sun.nio.ch.FileChannelImpl"),
                        "path",
                        ConstantDescs.CD_String)));
    WATCHED.put("java/nio/file/Files", new Watched("move", "rename", code -> code.aload(1)));
    WATCHED.put(
        "org/sqlite/SQLiteConnection", new Watched("commit", "commit", code -> code.aload(0)));
    WATCHED.put(
        "vn/sen/catalog/rdf/ChildRdfStore",
        new Watched("apply", "hand over", code -> code.loadConstant("rdf/batch")));
    WATCHED.put(
        "org/apache/lucene/search/ReferenceManager",
        new Watched(
            "maybeRefreshBlocking", "refresh", code -> code.loadConstant("search/searcher")));
  }

  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    if (argument.startsWith("note=")) {
      Failpoint.noteIn(argument.substring(5));
    } else {
      String[] kill = argument.substring("kill=".length()).split(" ", 2);
      Failpoint.killAt(kill[1], Integer.parseInt(kill[0]));
    }
    instrumentation.addTransformer(new FailpointAgent(), true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (WATCHED.containsKey(loaded.getName().replace('.', '/'))) {
        instrumentation.retransformClasses(loaded);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    Watched watched = name == null ? null : WATCHED.get(name);
    if (watched == null) {
      return null;
    }
    try {
      ClassHierarchyResolver types =
          loader == null
              ? ClassHierarchyResolver.defaultResolver()
              : ClassHierarchyResolver.ofResourceParsing(loader)
                  .orElse(ClassHierarchyResolver.defaultResolver());
      ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(types));
      return file.transformClass(
          file.parse(bytes),
          ClassTransform.transformingMethodBodies(
              (MethodModel method) -> method.methodName().equalsString(watched.method()),
              CodeTransform.ofStateful(() -> around(watched))));
    } catch (RuntimeException | Error e) {
      e.printStackTrace(); // the JVM would say nothing
      throw e;
    }
  }

  private static CodeTransform around(Watched watched) {
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        pass(code, "before " + watched.what());
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
          pass(code, "after " + watched.what());
        }
        code.with(element);
      }

      private void pass(CodeBuilder code, String what) {
        code.loadConstant(what);
        watched.where().accept(code);
        code.invokestatic(FAILPOINT, "pass", PASS);
      }
    };
  }
}
