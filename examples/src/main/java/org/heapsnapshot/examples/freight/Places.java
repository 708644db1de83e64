package org.heapsnapshot.examples.freight;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gazetteer: every place the desk serves, by code and by name. */
final class Places {
  private static final String TABLE =
      """
      DEHAM,Hamburg,DE,53.55,9.99,RTSA
      DEBRV,Bremerhaven,DE,53.55,8.58,RTS
      DEBER,Berlin,DE,52.52,13.40,RTA
      DEMUC,Munich,DE,48.14,11.58,RTA
      DEFRA,Frankfurt,DE,50.11,8.68,RTA
      DECGN,Cologne,DE,50.94,6.96,RTA
      DEDUI,Duisburg,DE,51.43,6.76,RT
      DELEJ,Leipzig,DE,51.34,12.37,RTA
      DESTR,Stuttgart,DE,48.78,9.18,RTA
      NLRTM,Rotterdam,NL,51.92,4.48,RTS
      NLAMS,Amsterdam,NL,52.37,4.90,RTSA
      BEANR,Antwerp,BE,51.22,4.40,RTS
      BEBRU,Brussels,BE,50.85,4.35,RTA
      FRPAR,Paris,FR,48.86,2.35,RTA
      FRLEH,Le Havre,FR,49.49,0.11,RTS
      FRMRS,Marseille,FR,43.30,5.37,RTSA
      FRLIO,Lyon,FR,45.76,4.84,RTA
      FRBOD,Bordeaux,FR,44.84,-0.58,RTS
      GBLON,London,GB,51.51,-0.13,RTA
      GBFXT,Felixstowe,GB,51.96,1.35,RTS
      GBLIV,Liverpool,GB,53.41,-2.98,RTS
      GBGLW,Glasgow,GB,55.86,-4.25,RTA
      IEDUB,Dublin,IE,53.35,-6.26,RSA
      ESMAD,Madrid,ES,40.42,-3.70,RTA
      ESBCN,Barcelona,ES,41.39,2.17,RTSA
      ESVLC,Valencia,ES,39.47,-0.38,RTS
      ESALG,Algeciras,ES,36.13,-5.45,RTS
      PTLIS,Lisbon,PT,38.72,-9.14,RTSA
      ITMIL,Milan,IT,45.46,9.19,RTA
      ITGOA,Genoa,IT,44.41,8.93,RTS
      ITROM,Rome,IT,41.90,12.50,RTA
      ITTRS,Trieste,IT,45.65,13.78,RTS
      CHZRH,Zurich,CH,47.37,8.54,RTA
      CHBSL,Basel,CH,47.56,7.59,RTA
      ATVIE,Vienna,AT,48.21,16.37,RTA
      CZPRG,Prague,CZ,50.08,14.44,RTA
      PLWAW,Warsaw,PL,52.23,21.01,RTA
      PLGDN,Gdansk,PL,54.35,18.65,RTS
      HUBUD,Budapest,HU,47.50,19.04,RTA
      ROBUH,Bucharest,RO,44.43,26.10,RTA
      ROCND,Constanta,RO,44.18,28.63,RTS
      BGSOF,Sofia,BG,42.70,23.32,RTA
      GRPIR,Piraeus,GR,37.94,23.65,RTS
      GRATH,Athens,GR,37.98,23.73,RTA
      TRIST,Istanbul,TR,41.01,28.98,RTSA
      TRMER,Mersin,TR,36.80,34.63,RTS
      DKCPH,Copenhagen,DK,55.68,12.57,RTSA
      SEGOT,Gothenburg,SE,57.71,11.97,RTS
      SESTO,Stockholm,SE,59.33,18.07,RTSA
      NOOSL,Oslo,NO,59.91,10.75,RTSA
      FIHEL,Helsinki,FI,60.17,24.94,RTSA
      EETLL,Tallinn,EE,59.44,24.75,RTS
      LVRIX,Riga,LV,56.95,24.11,RTSA
      EGPSD,Port Said,EG,31.26,32.30,RS
      EGCAI,Cairo,EG,30.04,31.24,RTA
      MATNG,Tangier,MA,35.77,-5.80,RS
      MACAS,Casablanca,MA,33.57,-7.59,RTSA
      NGLOS,Lagos,NG,6.45,3.39,RSA
      KEMBA,Mombasa,KE,-4.04,39.67,RTS
      KENBO,Nairobi,KE,-1.29,36.82,RTA
      ZADUR,Durban,ZA,-29.86,31.02,RTS
      ZAJNB,Johannesburg,ZA,-26.20,28.05,RTA
      ZACPT,Cape Town,ZA,-33.92,18.42,RTSA
      AEDXB,Dubai,AE,25.20,55.27,RSA
      SAJED,Jeddah,SA,21.49,39.19,RSA
      ILHFA,Haifa,IL,32.79,34.99,RTS
      INBOM,Mumbai,IN,19.08,72.88,RTSA
      INDEL,Delhi,IN,28.61,77.21,RTA
      INMAA,Chennai,IN,13.08,80.27,RTSA
      LKCMB,Colombo,LK,6.93,79.86,RS
      BDCGP,Chittagong,BD,22.36,91.78,RTS
      THBKK,Bangkok,TH,13.76,100.50,RTSA
      VNSGN,Ho Chi Minh City,VN,10.82,106.63,RTSA
      MYPKG,Port Klang,MY,3.00,101.39,RTS
      SGSIN,Singapore,SG,1.35,103.82,RSA
      IDJKT,Jakarta,ID,-6.21,106.85,RTSA
      PHMNL,Manila,PH,14.60,120.98,RSA
      HKHKG,Hong Kong,HK,22.32,114.17,RTSA
      CNSZX,Shenzhen,CN,22.54,114.06,RTSA
      CNSHA,Shanghai,CN,31.23,121.47,RTSA
      CNNGB,Ningbo,CN,29.87,121.54,RTS
      CNTAO,Qingdao,CN,36.07,120.38,RTS
      CNPEK,Beijing,CN,39.90,116.41,RTA
      CNCKG,Chongqing,CN,29.56,106.55,RTA
      CNURC,Urumqi,CN,43.83,87.62,RTA
      KZALA,Almaty,KZ,43.22,76.85,RTA
      RUMOW,Moscow,RU,55.76,37.62,RTA
      TWKHH,Kaohsiung,TW,22.63,120.30,RTS
      KRPUS,Busan,KR,35.18,129.08,RTS
      KRICN,Incheon,KR,37.46,126.71,RSA
      JPTYO,Tokyo,JP,35.68,139.69,RTSA
      JPYOK,Yokohama,JP,35.44,139.64,RTS
      JPOSA,Osaka,JP,34.69,135.50,RTSA
      AUSYD,Sydney,AU,-33.87,151.21,RTSA
      AUMEL,Melbourne,AU,-37.81,144.96,RTSA
      AUFRE,Fremantle,AU,-32.05,115.74,RTS
      NZAKL,Auckland,NZ,-36.85,174.76,RTSA
      USNYC,New York,US,40.71,-74.01,RTSA
      USSAV,Savannah,US,32.08,-81.09,RTS
      USHOU,Houston,US,29.76,-95.37,RTSA
      USCHI,Chicago,US,41.88,-87.63,RTA
      USMEM,Memphis,US,35.15,-90.05,RTA
      USLAX,Los Angeles,US,34.05,-118.24,RTSA
      USSEA,Seattle,US,47.61,-122.33,RTSA
      USANC,Anchorage,US,61.22,-149.90,RSA
      CAVAN,Vancouver,CA,49.28,-123.12,RTSA
      CAMTR,Montreal,CA,45.50,-73.57,RTSA
      CATOR,Toronto,CA,43.65,-79.38,RTA
      MXMEX,Mexico City,MX,19.43,-99.13,RTA
      MXZLO,Manzanillo,MX,19.05,-104.32,RTS
      PAPTY,Panama City,PA,8.98,-79.52,RSA
      COCTG,Cartagena,CO,10.39,-75.51,RS
      PECLL,Callao,PE,-12.05,-77.13,RTS
      CLSAI,San Antonio,CL,-33.59,-71.61,RTS
      ARBUE,Buenos Aires,AR,-34.60,-58.38,RTSA
      BRSSZ,Santos,BR,-23.96,-46.33,RTS
      BRSAO,Sao Paulo,BR,-23.55,-46.63,RTA
      BRRIO,Rio de Janeiro,BR,-22.91,-43.17,RTSA
      """;

  /** Every place; its index here is its number in a {@link Network}. */
  static final List<Place> ALL = parse();

  private static final Map<String, Integer> NUMBER_BY_NAME = byName(ALL);

  private Places() {}

  /** Number of the place with this name or code in any case, or -1. */
  static int number(String nameOrCode) {
    Integer number = NUMBER_BY_NAME.get(nameOrCode.toLowerCase(Locale.ROOT));
    return number == null ? -1 : number;
  }

  private static List<Place> parse() {
    List<Place> places = new ArrayList<>();
    for (String line : TABLE.strip().split("\n")) {
      String[] cells = line.split(",");
      EnumSet<Mode> modes = EnumSet.noneOf(Mode.class);
      for (Mode mode : Mode.values()) {
        if (cells[5].indexOf(mode.letter) >= 0) {
          modes.add(mode);
        }
      }
      double latitude = Double.parseDouble(cells[3]);
      double longitude = Double.parseDouble(cells[4]);
      places.add(new Place(cells[0], cells[1], cells[2], latitude, longitude, modes));
    }
    return places;
  }

  private static Map<String, Integer> byName(List<Place> places) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      numbers.put(places.get(i).code().toLowerCase(Locale.ROOT), i);
      numbers.put(places.get(i).name().toLowerCase(Locale.ROOT), i);
    }
    return numbers;
  }
}
