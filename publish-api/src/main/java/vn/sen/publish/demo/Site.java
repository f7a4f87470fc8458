package vn.sen.publish.demo;

import java.util.Map;

/** What a portal answers, apart from HTTP itself. Immutable: a new day is a new site. */
interface Site {

  Answer answer(Request request);

  /**
   * A read of the portal.
   *
   * @param path decoded
   * @param parameters of the query, or of a JSON body where the protocol allows one
   */
  record Request(String path, Map<String, String> parameters) {}

  /** A status and its body. Only an answer of 200 takes part in conditional requests. */
  record Answer(int status, Content content) {}
}
