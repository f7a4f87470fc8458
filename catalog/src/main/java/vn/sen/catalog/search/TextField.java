package vn.sen.catalog.search;

/** A part of a description that is searched, and how much a match in it weighs. */
enum TextField {
  TITLE(4f),
  KEYWORDS(3f),
  AGENCY(2f),
  COLUMNS(1.5f),
  DESCRIPTION(1f);

  final float weight;
  final String fold = name() + ".fold";
  final String exact = name() + ".exact";

  TextField(float weight) {
    this.weight = weight;
  }

  String in(Spelling spelling) {
    return switch (spelling) {
      case FOLD -> fold;
      case EXACT -> exact;
    };
  }
}
