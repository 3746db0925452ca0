/** What a call costs, as ratios against a floor measured in the same run. */
package dev.globaltable.benchmarks;
