package dev.understack.sources.amqp;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.RejectedManifestException;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Events from an AMQP 0-9-1 broker: declares what the manifest says, consumes, and acknowledges
 * each message after it is durable on the bus.
 */
public final class AmqpSource implements EventSourceKind {

  @Override
  public SourceKind kind() {
    return SourceKind.AMQP;
  }

  @Override
  public void check(Fields config) {
    AmqpOptions options = AmqpOptions.read(config);
    try {
      QueueArguments.parse(options.queue().arguments());
    } catch (RejectedManifestException e) {
      config.objectOrEmpty("queueDeclare").fault("arguments", e.faults().getFirst().message());
    }
  }

  @Override
  public RunningSource start(SourceContext context) {
    Faults faults = Faults.of(KubeObject.of(JsonNodeFactory.instance.objectNode()));
    AmqpOptions options = AmqpOptions.read(context.event().fields(faults));
    faults.throwIfAny();
    return AmqpConsumer.start(context, options);
  }
}
