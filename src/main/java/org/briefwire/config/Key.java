package org.briefwire.config;

/**
 * A key of the config file; what is said here is what the reader enforces and what
 * docs/configuration.md tells.
 *
 * @param fallback the default: a value for {@link Need#DEFAULTED}, words for {@link Need#DERIVED}
 * @param meaning a sentence in Markdown
 */
record Key<T>(String name, Kind<T> kind, Need need, String fallback, String meaning) {
    /** What happens when the key is missing. */
    enum Need {
        REQUIRED,
        DEFAULTED,
        DERIVED,
        /** The key is kept for a later version, and refused until then. */
        LATER
    }

    static <T> Key<T> required(String name, Kind<T> kind, String meaning) {
        return new Key<>(name, kind, Need.REQUIRED, "", meaning);
    }

    static <T> Key<T> defaulted(String name, Kind.One<T> kind, String fallback, String meaning) {
        return new Key<>(name, kind, Need.DEFAULTED, fallback, meaning);
    }

    static <T> Key<T> derived(String name, Kind<T> kind, String fallback, String meaning) {
        return new Key<>(name, kind, Need.DERIVED, fallback, meaning);
    }

    static <T> Key<T> later(String name, Kind<T> kind, String meaning) {
        return new Key<>(name, kind, Need.LATER, "", meaning);
    }

    /** The value when the key is missing. */
    T whenMissing() {
        return need == Need.DEFAULTED && kind instanceof Kind.One<T> one
                ? one.parse().apply(fallback)
                : kind.example();
    }
}
