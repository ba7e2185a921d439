package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.language.LanguageException;
import dev.understack.language.kube.FieldSelector;
import dev.understack.language.kube.FieldSelector.Term;
import dev.understack.language.kube.LabelSelector;
import dev.understack.model.KubeObject;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A compiled selection. */
record SelectionFilter(LabelSelector labels, FieldSelector fields) {
  private static final Pattern DOT = Pattern.compile("\\.");

  static SelectionFilter of(Selection selection) {
    try {
      return new SelectionFilter(
          LabelSelector.parse(selection.labels()), FieldSelector.parse(selection.fields()));
    } catch (LanguageException | IllegalArgumentException e) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "unable to parse selector %s: %s"
              .formatted(selection.labels() + selection.fields(), e.getMessage()));
    }
  }

  boolean matches(KubeObject object) {
    return labels.matches(object.labels()) && fields.matches(path -> field(object, path));
  }

  boolean isEmpty() {
    return labels.isEmpty() && fields.isEmpty();
  }

  /** The name that is asked for, when it is one. */
  Optional<String> name() {
    return fields.terms().stream()
        .filter(term -> term.field().equals("metadata.name") && term.equal())
        .map(Term::value)
        .findFirst();
  }

  private static String field(KubeObject object, String path) {
    JsonNode node = object.tree();
    for (String part : DOT.splitAsStream(path).toList()) {
      node = node.path(part);
    }
    return node.asString("");
  }
}
