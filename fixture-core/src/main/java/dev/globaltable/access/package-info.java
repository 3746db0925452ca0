/** Who may do what: policies in a part of IAM's language, and what each request needs to be permitted. */
@NullMarked
package dev.globaltable.access;

import org.jspecify.annotations.NullMarked;
