package dev.understack.operations.http;

/** The HTTP methods that the clients use. */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
