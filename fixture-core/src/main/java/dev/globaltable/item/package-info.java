/** DynamoDB's data model: values, numbers, keys, their order, equality and size. */
@NullMarked
package dev.globaltable.item;

import org.jspecify.annotations.NullMarked;
