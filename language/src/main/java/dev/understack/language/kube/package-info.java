/** What Kubernetes clients write: selectors, JSONPath and the three kinds of patches. */
@NullMarked
package dev.understack.language.kube;

import org.jspecify.annotations.NullMarked;
