package dev.understack.sources.spi;

/** An event source that receives. */
public interface RunningSource extends AutoCloseable {

  /**
   * Ends it: nothing is delivered once this returns, and what was delivered but not acknowledged
   * goes back to the sender. May be called twice.
   */
  @Override
  void close();
}
