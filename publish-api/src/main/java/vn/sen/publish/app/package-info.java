/** The program: main, commands, configuration and wiring. Door: Main. */
@NullMarked
package vn.sen.publish.app;

import org.jspecify.annotations.NullMarked;
