package dev.understack.operations.network;

import java.util.Optional;

/**
 * A segment range of Neutron as it should be in Nautobot.
 *
 * @param name of the range and of its UCVNI group
 * @param bounds {@code first-last}; empty when there is no such range
 */
record SegmentRange(String name, Optional<String> bounds) {}
