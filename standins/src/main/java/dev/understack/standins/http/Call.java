package dev.understack.standins.http;

import java.time.Instant;

/** One request that a stand-in answered, with when and how. */
public record Call(Instant at, Request request, int status) {

  public String method() {
    return request.method();
  }

  public String path() {
    return request.path();
  }

  /** Method and path, as tests name a call. */
  public String title() {
    return method() + " " + path();
  }
}
