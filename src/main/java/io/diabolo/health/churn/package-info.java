/** How likely a customer is to leave within half a year, learned from the workspace's own contracts, and why. */
@NullMarked
package io.diabolo.health.churn;

import org.jspecify.annotations.NullMarked;
