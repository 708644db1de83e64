package org.heapsnapshot.core.classpath;

import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;

/**
 * When an entry was last modified, kept as the archive has it so that it can be written again
 * without passing through the time zone of the machine.
 *
 * <p>Programs compare these times: Clojure compiles a namespace again when its {@code .class} is
 * not newer than its {@code .clj}.
 *
 * @param dos MS-DOS date (high half) and time (low half), two seconds fine, of no time zone
 * @param unixSeconds seconds since 1970 of the extended timestamp, or {@link #NO_UNIX_TIME}
 */
public record EntryTime(int dos, long unixSeconds) {
  /** There is no extended timestamp. */
  public static final long NO_UNIX_TIME = Long.MIN_VALUE;

  /** The time of everything the tool generates: the first moment a ZIP can name, 1980-01-01. */
  public static final EntryTime CONSTANT = new EntryTime(0x0021_0000, NO_UNIX_TIME);

  private static final int EXTENDED_TIMESTAMP = 0x5455;
  private static final int NTFS_TIMESTAMP = 0x000a;

  /** The time of an entry of an archive. */
  public static EntryTime of(ZipEntry entry) {
    FileTime modified = entry.getLastModifiedTime();
    if (modified != null && hasTimestamp(entry.getExtra())) {
      return ofInstant(modified);
    }
    LocalDateTime local = entry.getTimeLocal();
    return local == null ? CONSTANT : new EntryTime(dos(local), NO_UNIX_TIME);
  }

  /** The time of a file. */
  public static EntryTime ofInstant(FileTime time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    long seconds = time.toInstant().getEpochSecond();
    boolean fits = seconds >= Integer.MIN_VALUE && seconds <= Integer.MAX_VALUE;
    return new EntryTime(dos(utc), fits ? seconds : NO_UNIX_TIME);
  }

  /** A file time that {@link #ofInstant} turns into the same order, on every machine. */
  public FileTime toFileTime() {
    if (unixSeconds != NO_UNIX_TIME) {
      return FileTime.from(java.time.Instant.ofEpochSecond(unixSeconds));
    }
    LocalDateTime local =
        LocalDateTime.of(
            1980 + (dos >>> 25),
            dos >>> 21 & 0xf,
            dos >>> 16 & 0x1f,
            dos >>> 11 & 0x1f,
            dos >>> 5 & 0x3f,
            (dos & 0x1f) * 2);
    return FileTime.from(local.toInstant(ZoneOffset.UTC));
  }

  private static boolean hasTimestamp(byte[] extra) {
    if (extra == null) {
      return false;
    }
    for (int at = 0; at + 4 <= extra.length; ) {
      int id = extra[at] & 0xff | (extra[at + 1] & 0xff) << 8;
      if (id == EXTENDED_TIMESTAMP || id == NTFS_TIMESTAMP) {
        return true;
      }
      at += 4 + (extra[at + 2] & 0xff | (extra[at + 3] & 0xff) << 8);
    }
    return false;
  }

  private static int dos(LocalDateTime t) {
    if (t.getYear() < 1980 || t.getYear() > 1980 + 127) {
      return CONSTANT.dos;
    }
    return (t.getYear() - 1980) << 25
        | t.getMonthValue() << 21
        | t.getDayOfMonth() << 16
        | t.getHour() << 11
        | t.getMinute() << 5
        | t.getSecond() >> 1;
  }
}
