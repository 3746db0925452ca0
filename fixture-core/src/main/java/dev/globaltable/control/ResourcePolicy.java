package dev.globaltable.control;

import dev.globaltable.access.Policy;

/**
 * A resource policy as it is kept: the service compares and shows policies in one canonical form.
 *
 * @param document the policy in that form
 * @param policy what it says
 * @param revisionId the time of the change, in milliseconds since the epoch
 */
record ResourcePolicy(String document, Policy policy, String revisionId) {}
