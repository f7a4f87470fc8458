package vn.sen.publish.page;

import vn.sen.publish.ProblemKind;

/**
 * An error to be shown.
 *
 * @param detail what happened; empty on the page that explains the kind
 */
public record ErrorView(ProblemKind kind, String detail) {}
