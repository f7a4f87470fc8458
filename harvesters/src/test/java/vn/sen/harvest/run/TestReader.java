package vn.sen.harvest.run;

import java.util.Map;
import vn.sen.catalog.worker.WorkerMain;

/** The program that reading workers start in tests. */
final class TestReader {
  private TestReader() {}

  public static void main(String[] arguments) {
    WorkerMain.serve(Map.of(ReadJob.NAME, new ReadJob(), ExamineJob.NAME, new ExamineJob()));
  }
}
