/**
 * The language everyone speaks: records named after W3C terms, IRIs, code lists and the rule
 * catalogue.
 */
@NullMarked
package vn.sen.vocab;

import org.jspecify.annotations.NullMarked;
