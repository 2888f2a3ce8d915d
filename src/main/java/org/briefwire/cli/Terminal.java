package org.briefwire.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/**
 * Whether standard error is a terminal, and how wide: asked of the C library, because
 * System.console() tells of standard input and output alone, and it is standard error that shows
 * progress. Where there is no such library nothing is a terminal.
 */
final class Terminal {
    private static final int STANDARD_ERROR = 2;
    // struct winsize of <sys/ioctl.h>: four unsigned shorts, the columns second
    private static final int WINSIZE_OCTETS = 8;
    private static final int COLUMNS_AT = 2;
    private static final long LINUX_TIOCGWINSZ = 0x5413;
    private static final long BSD_TIOCGWINSZ = 0x40087468;

    private Terminal() {}

    /**
     * The columns of the terminal that standard error is; 0: it does not say; nothing: it is none.
     */
    static OptionalInt columns() {
        return Library.IS_TERMINAL ? OptionalInt.of(Library.width()) : OptionalInt.empty();
    }

    @SuppressWarnings("restricted") // two functions that touch no memory but eight octets of ours
    private static final class Library {
        private static final Linker LINKER = Linker.nativeLinker();
        static final boolean IS_TERMINAL = isTerminal();

        private static boolean isTerminal() {
            var isatty = LINKER.defaultLookup().find("isatty");
            if (isatty.isEmpty()) {
                return false;
            }
            var handle =
                    LINKER.downcallHandle(
                            isatty.get(),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return call(handle, STANDARD_ERROR) == 1;
        }

        static int width() {
            var ioctl = LINKER.defaultLookup().find("ioctl");
            if (ioctl.isEmpty()) {
                return 0;
            }
            var handle =
                    LINKER.downcallHandle(
                            ioctl.get(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            Linker.Option.firstVariadicArg(2));
            var isLinux = System.getProperty("os.name", "").startsWith("Linux");
            try (var arena = Arena.ofConfined()) {
                MemorySegment size = arena.allocate(WINSIZE_OCTETS);
                var request = isLinux ? LINUX_TIOCGWINSZ : BSD_TIOCGWINSZ;
                var isKnown = call(handle, STANDARD_ERROR, request, size) == 0;
                return isKnown
                        ? Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, COLUMNS_AT))
                        : 0;
            }
        }

        private static int call(MethodHandle function, Object... arguments) {
            try {
                return (int) function.invokeWithArguments(arguments);
            } catch (Throwable e) {
                throw new IllegalStateException("the C library can't be called", e);
            }
        }
    }
}
