package dev.globaltable.expression;

/** One step of a document path: into a map, or into a list. */
sealed interface PathElement {

    /** The attribute of a map. */
    record Name(String name) implements PathElement {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The element of a list, counted from 0. */
    record Index(int index) implements PathElement {

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }
}
