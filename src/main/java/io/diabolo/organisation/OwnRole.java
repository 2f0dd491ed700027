package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A role as this workspace has it.
 *
 * @param replaces whether it stands in the canonical role's place
 * @param stages empty: those of the canonical role
 * @param positions those that are of this role
 */
record OwnRole(
        UUID id, String name, CanonicalRole basedOn, boolean replaces, List<Stage> stages, Set<UUID> positions) {}
