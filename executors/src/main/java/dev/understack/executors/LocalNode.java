package dev.understack.executors;

import dev.understack.cluster.ObjectApi;
import dev.understack.executors.artifacts.ArtifactStore;
import dev.understack.executors.logs.LogStore;
import dev.understack.executors.pod.PodResolver;
import java.time.Clock;

/**
 * What the machine offers to the pods that run on it.
 *
 * @param api with the rights of the system: what a pod mounts is not checked against its service
 *     account
 */
public record LocalNode(
    ObjectApi api, PodResolver resolver, ArtifactStore artifacts, LogStore logs, Clock clock) {}
