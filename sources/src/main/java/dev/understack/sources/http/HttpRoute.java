package dev.understack.sources.http;

/** Answers the requests to one path. Called by several threads at once; may block. */
public interface HttpRoute {

  /** The longest body that is read, in bytes. */
  long maxBodyBytes();

  /** Answers a request. */
  HttpAnswer answer(HttpCall call);
}
