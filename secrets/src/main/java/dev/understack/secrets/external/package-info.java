/** External Secrets: stores, providers and the Secrets made from them. */
@NullMarked
package dev.understack.secrets.external;

import org.jspecify.annotations.NullMarked;
