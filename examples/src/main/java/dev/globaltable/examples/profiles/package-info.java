/**
 * User profiles and unique user names, served from every Region.
 */
@NullMarked
package dev.globaltable.examples.profiles;

import org.jspecify.annotations.NullMarked;
