package dev.understack.sources.http;

/**
 * The answer to a request.
 *
 * @param status HTTP status code
 * @param text its body
 */
public record HttpAnswer(int status, String text) {}
