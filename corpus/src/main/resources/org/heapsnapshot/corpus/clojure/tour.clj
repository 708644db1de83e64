;; A tour of the language: what a small command line program would use.
(ns tour
  (:require [clojure.string :as str]
            [clojure.set :as set]
            [clojure.pprint :refer [pprint cl-format]]))

(defmulti area :shape)
(defmethod area :circle [{:keys [r]}] (* 3 r r))
(defmethod area :rectangle [{:keys [w h]}] (* w h))
(defmethod area :default [_] 0)

(defprotocol Named
  (label [this] "What it is called."))
(defrecord Person [first-name last-name]
  Named
  (label [_] (str/join " " [first-name last-name])))
(extend-protocol Named
  String (label [s] (str/upper-case s))
  clojure.lang.Keyword (label [k] (name k))
  nil (label [_] "nobody"))

(println "areas" (mapv area [{:shape :circle :r 2} {:shape :rectangle :w 3 :h 4} {}]))
(println "labels" (map label [(->Person "Ada" "Lovelace") "text" :keyword nil]))
(println "sets"
         (sort (set/union #{1 2} #{2 3}))
         (sort (set/difference #{1 2 3} #{2}))
         (set/subset? #{1} #{1 2})
         (sort-by :id (set/join #{{:id 1 :a "x"} {:id 2 :a "y"}} #{{:id 1 :b "z"}})))
(println "strings" (str/split "a,b;c" #"[,;]") (str/replace "banana" "an" "AN") (str/capitalize "hELLO"))

(pprint {:numbers (vec (range 30)) :nested {:list (list 1 2 3) :set (sorted-set 3 1 2)}})
(cl-format true "~:d ~r ~{~a~^, ~}~%" 1234567 42 [1 2 3])

(def total (agent 0))
(dotimes [i 100] (send total + i))
(await total)
(println "agent" @total)

(def state (atom {}))
(doseq [[word n] (frequencies (str/split "the cat and the dog and the bird" #" "))]
  (swap! state assoc (keyword word) n))
(println "atom" (sort-by key @state))
(println "ratio" (/ 22 7) (bigint 2) (reduce *' (range 1 26)))
(println "lazy" (take 5 (filter odd? (iterate inc 1)))
         (transduce (comp (map inc) (partition-all 2)) conj [] (range 5)))
(println "types" (class 1) (instance? clojure.lang.IFn :k) (isa? (class []) java.util.List))
(println "destructured" (let [{:keys [a b] :or {b 2} :as m} {:a 1}] [a b m]))
(println "read" (read-string "#{1 [2 {:a \"b\"}]}") (eval '(let [x 2] (* x x))))
(println "thrown" (try (throw (ex-info "bad" {:why 1})) (catch Exception e [(ex-message e) (ex-data e)])))
(println "args" *command-line-args*)
(shutdown-agents)
