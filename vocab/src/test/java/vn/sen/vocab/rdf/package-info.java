@NullMarked
package vn.sen.vocab.rdf;

import org.jspecify.annotations.NullMarked;
