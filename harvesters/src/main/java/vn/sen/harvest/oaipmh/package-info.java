/**
 * Reads repositories through OAI-PMH, version 2.0. Door: {@link
 * vn.sen.harvest.oaipmh.OaiPmhConnector}.
 */
@NullMarked
package vn.sen.harvest.oaipmh;

import org.jspecify.annotations.NullMarked;
