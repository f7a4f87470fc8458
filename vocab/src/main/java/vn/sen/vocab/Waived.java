package vn.sen.vocab;

import java.time.LocalDate;

/**
 * That a finding stood under a waiver when it was judged.
 *
 * @param waiver its id
 * @param until the last day it held, as signed
 * @param decisive whether the finding would have held the version back without it
 */
public record Waived(String waiver, LocalDate until, String why, String by, boolean decisive) {}
