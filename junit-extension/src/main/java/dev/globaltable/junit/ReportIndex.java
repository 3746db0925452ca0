package dev.globaltable.junit;

import dev.globaltable.timeline.HtmlIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The index of all pictures below a folder. It is made of what lies there, so that several JVMs can write into one folder:
 * each makes the index anew, one after the other (as do threads), and the last one sees everything.
 */
final class ReportIndex {

    private static final String INDEX = "index.html";
    private static final String LOCK = ".index.lock";

    private ReportIndex() {}

    /** The pictures are there without it, so that a folder that cannot be written is no failure. */
    static synchronized void write(Path base) {
        try {
            Files.createDirectories(base);
            try (FileChannel channel =
                            FileChannel.open(base.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid()) {
                    replace(base, index(base));
                }
            }
        } catch (IOException notWritten) {
            return;
        }
    }

    private static HtmlIndex index(Path base) throws IOException {
        HtmlIndex index = new HtmlIndex();
        for (Path page : pages(base)) {
            index.add(base.relativize(page).toString().replace('\\', '/'), beginning(page));
        }
        return index;
    }

    /** Empty where another JVM, which runs the tests of its class again, has taken the page away. */
    private static String beginning(Path page) throws IOException {
        try (InputStream text = Files.newInputStream(page)) {
            return new String(text.readNBytes(2 * HtmlIndex.BEGINNING), StandardCharsets.UTF_8);
        } catch (NoSuchFileException goneSince) {
            return "";
        }
    }

    private static List<Path> pages(Path base) throws IOException {
        try (Stream<Path> files = Files.walk(base, 2)) {
            return files.filter(file -> file.toString().endsWith(ReportFiles.TIMELINE))
                    .sorted()
                    .toList();
        }
    }

    /** In one step: somebody may be reading the last one. */
    private static void replace(Path base, HtmlIndex index) throws IOException {
        Path target = base.resolve(INDEX);
        if (index.isEmpty()) {
            Files.deleteIfExists(target);
            return;
        }
        Path made = base.resolve(INDEX + ".new");
        Files.writeString(made, index.text(), StandardCharsets.UTF_8);
        Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
