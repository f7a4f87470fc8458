package vn.sen.harvest.sdmx;

/**
 * Text in a language.
 *
 * @param language as the service writes its tag; empty where it says none
 */
record Words(String language, String text) {}
