/**
 * Six sample agency portals that speak the real protocols on loopback, with data generated from
 * facts. Door: {@link vn.sen.publish.demo.SamplePortals}.
 */
@NullMarked
package vn.sen.publish.demo;

import org.jspecify.annotations.NullMarked;
