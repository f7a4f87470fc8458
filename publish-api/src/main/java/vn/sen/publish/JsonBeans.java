package vn.sen.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.jackson.ObjectMapperFactory;
import jakarta.inject.Singleton;
import vn.sen.vocab.Json;

/** JSON over HTTP is written as everywhere in Sen. */
@Factory
final class JsonBeans {
  @Singleton
  @Primary
  @Replaces(bean = ObjectMapper.class, factory = ObjectMapperFactory.class)
  ObjectMapper mapper() {
    return Json.mapper().copy(); // the framework may configure its own
  }
}
