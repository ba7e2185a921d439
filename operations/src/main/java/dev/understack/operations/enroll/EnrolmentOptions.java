package dev.understack.operations.enroll;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What to do with a server on its way in.
 *
 * @param firmware whether to run the firmware runbooks of its traits
 * @param raid whether to make logical disks
 * @param externalCmdbId integer or text
 */
record EnrolmentOptions(boolean firmware, boolean raid, Optional<JsonNode> externalCmdbId) {}
