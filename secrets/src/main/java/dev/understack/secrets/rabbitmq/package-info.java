/** RabbitMQ's virtual hosts, users, permissions and topology as Kubernetes-style objects. */
@NullMarked
package dev.understack.secrets.rabbitmq;

import org.jspecify.annotations.NullMarked;
