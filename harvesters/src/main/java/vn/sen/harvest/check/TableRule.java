package vn.sen.harvest.check;

import java.util.List;

/** A rule over one table. Holds no state; knows neither store nor clock nor network. */
interface TableRule {

  /** Such as {@code CLN-06}, as in the rule catalogue. */
  String id();

  /**
   * What must be counted to judge {@code subject}; none when the rule does not apply. What is asked
   * by all rules is counted in one pass.
   */
  List<Inquiry> inquire(Subject subject);
}
