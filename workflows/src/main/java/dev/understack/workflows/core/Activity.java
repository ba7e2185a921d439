package dev.understack.workflows.core;

/** What a composite node is doing: steps, a DAG, retries, or waiting. */
abstract class Activity {
  final Node node;

  Activity(Node node) {
    this.node = node;
    node.activity = this;
  }

  /**
   * Goes on from the nodes that are there: nothing for a new node, what was stored for one that is
   * taken up again.
   */
  abstract void begin();
}
