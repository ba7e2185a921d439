package dev.understack.sources.webhook;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.events.SecretKey;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.SourceStartException;
import dev.understack.sources.TlsOptions;
import dev.understack.sources.http.HttpServers;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events from HTTP requests to a path on a port that several sources may share. */
public final class WebhookSource implements EventSourceKind {

  @Override
  public SourceKind kind() {
    return SourceKind.WEBHOOK;
  }

  @Override
  public void check(Fields config) {
    WebhookOptions options = WebhookOptions.read(config);
    if (!options.method().equals("GET") && !options.method().equals("POST")) {
      config.fault(
          "method",
          "expected GET or POST, found \"" + options.method() + "\": it refuses every call");
    }
    if (!options.endpoint().startsWith("/")) {
      config.fault("endpoint", "expected a path that starts with /");
    }
  }

  @Override
  public RunningSource start(SourceContext context) {
    Faults faults = Faults.of(KubeObject.of(JsonNodeFactory.instance.objectNode()));
    WebhookOptions options = WebhookOptions.read(context.event().fields(faults));
    faults.throwIfAny();
    Optional<HookSignature> signature =
        Optional.ofNullable(context.annotations().get(HookSignature.ANNOTATION))
            .map(text -> new HookSignature(context.secrets(), selector(text)));
    try {
      HttpServers.Registration registration =
          context
              .servers()
              .add(
                  options.port(),
                  options.endpoint(),
                  tls(context, options),
                  new WebhookRoute(context, options, signature));
      context.health().running("serving " + options.endpoint() + " on port " + options.port());
      return registration::close;
    } catch (IOException | GeneralSecurityException e) {
      throw new SourceStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static SecretKey selector(String annotation) {
    return HookSignature.selector(annotation)
        .orElseThrow(() ->
            new SourceStartException(
                "annotation " + HookSignature.ANNOTATION + ": expected secret/key", null));
  }

  private static Optional<SSLContext> tls(SourceContext context, WebhookOptions options)
      throws GeneralSecurityException {
    if (options.serverCert().isEmpty() || options.serverKey().isEmpty()) {
      return Optional.empty();
    }
    TlsOptions tls =
        new TlsOptions(Optional.empty(), options.serverCert(), options.serverKey(), false);
    return Optional.of(tls.context(context.secrets()));
  }
}
