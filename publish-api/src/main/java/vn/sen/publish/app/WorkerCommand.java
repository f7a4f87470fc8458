package vn.sen.publish.app;

import java.util.Map;
import picocli.CommandLine.Command;
import vn.sen.catalog.worker.WorkerMain;
import vn.sen.harvest.run.ExamineJob;
import vn.sen.harvest.run.ListJob;
import vn.sen.harvest.run.MarkJob;
import vn.sen.harvest.run.ProposeJob;
import vn.sen.harvest.run.ReadJob;

@Command(
    name = "worker",
    hidden = true,
    description = "Reads received files; started by the program, not by people.")
final class WorkerCommand extends SenCommand {
  @Override
  public Integer call() {
    WorkerMain.serve(
        Map.of(
            ExamineJob.NAME,
            new ExamineJob(),
            ReadJob.NAME,
            new ReadJob(),
            MarkJob.NAME,
            new MarkJob(),
            ListJob.NAME,
            new ListJob(),
            ProposeJob.NAME,
            new ProposeJob()));
    return Exit.DONE;
  }
}
