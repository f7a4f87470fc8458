package vn.sen.publish.app;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Operations;
import vn.sen.harvest.run.ConsumerAccounts;
import vn.sen.harvest.run.ConsumerDesk;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.JudgedReturn;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.publish.BootstrapToken;
import vn.sen.publish.Site;
import vn.sen.publish.check.Uploads;

/** Hands the parts of the program to whoever answers requests. */
@Factory
final class ProgramBeans {

  @Singleton
  Clock clock(Program program) {
    return program.clock();
  }

  @Singleton
  Catalog catalog(Program program) {
    return program.catalog();
  }

  @Singleton
  Intake intake(Program program) {
    return program.intake();
  }

  @Singleton
  Operations operations(Program program) {
    return program.operations();
  }

  @Singleton
  BootstrapToken token(Program program) {
    return new BootstrapToken(program.token());
  }

  @Singleton
  FileCheck fileCheck(Program program) {
    return program.fileCheck();
  }

  @Singleton
  JudgedReturn judgedReturn(Program program) {
    return program.judgedReturn();
  }

  @Singleton
  ConsumerAccounts consumerAccounts(Program program) {
    return program.consumerAccounts();
  }

  @Singleton
  ConsumerDesk consumerDesk(Program program) {
    return program.consumerDesk();
  }

  @Singleton
  SourceDesk sourceDesk(Program program) {
    return program.desk();
  }

  @Singleton
  Uploads uploads(Program program) {
    return program.uploads();
  }

  @Singleton
  Site site(Program program) {
    return new Site(program.base(), program.settings().sparqlDeadline());
  }
}
