package org.heapsnapshot.examples.freight;

import java.util.Set;

/**
 * A place that freight starts from, passes, or goes to.
 *
 * @param code UN/LOCODE
 * @param country ISO 3166 code
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param modes how it is served
 */
record Place(
    String code, String name, String country, double latitude, double longitude, Set<Mode> modes) {

  private static final double EARTH_RADIUS_KM = 6_371;

  /** Distance along the great circle. */
  double kilometresTo(Place other) {
    double fromLatitude = Math.toRadians(latitude);
    double toLatitude = Math.toRadians(other.latitude);
    double halfLatitude = (toLatitude - fromLatitude) / 2;
    double halfLongitude = Math.toRadians(other.longitude - longitude) / 2;
    double chord =
        Math.sin(halfLatitude) * Math.sin(halfLatitude)
            + Math.cos(fromLatitude)
                * Math.cos(toLatitude)
                * Math.sin(halfLongitude)
                * Math.sin(halfLongitude);
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, chord)));
  }
}
