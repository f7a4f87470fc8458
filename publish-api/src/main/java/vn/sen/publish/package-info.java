/**
 * Everything that hands data out. What the things a visitor asks for share stands here: problems,
 * parameters, validators, and how a path finds what it names.
 */
@NullMarked
package vn.sen.publish;

import org.jspecify.annotations.NullMarked;
