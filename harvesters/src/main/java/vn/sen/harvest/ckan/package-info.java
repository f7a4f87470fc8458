/**
 * Reads CKAN portals through the Action API, version 3. Door: {@link
 * vn.sen.harvest.ckan.CkanConnector}.
 */
@NullMarked
package vn.sen.harvest.ckan;

import org.jspecify.annotations.NullMarked;
