/**
 * What every page has: layout, language, numbers and dates, the lotus, assets, headers. Doors:
 * {@link vn.sen.publish.page.Pages} and {@link vn.sen.publish.page.Page}.
 */
@NullMarked
package vn.sen.publish.page;

import org.jspecify.annotations.NullMarked;
