package extract

// Labels are mistyped and misread by one character now and then (属于己主动公开范围数), or carry a word more than the form
// prints. A text in front of a value that is one change away from a single long label is read as that label.

// nearLength is the shortest label for which one changed character leaves no doubt.
const nearLength = 6

// addNear indexes every row label with each of its characters left out. Texts that would stand for two metrics are dropped.
func (x *forms) addNear() {
	for key, ls := range x.labels {
		r := []rune(key)
		if len(r) < nearLength || !isRow(ls) {
			continue
		}
		for i := range r {
			x.putNear(without(r, i), key)
		}
	}
}

func (x *forms) putNear(cut, key string) {
	have, ok := x.near[cut]
	switch {
	case !ok:
		x.near[cut] = key
	case have != "" && !x.sameRow(have, key):
		x.near[cut] = "" // two rows differ in one character only: 免予公开范围1 and 2
	}
}

func (x *forms) sameRow(a, b string) bool { return x.labels[a][0].metric == x.labels[b][0].metric }

func without(r []rune, i int) string { return string(r[:i]) + string(r[i+1:]) }

// nearest gives the only row label that is one inserted, missing or changed character away from a text, or that a text of at
// most two characters more begins with; "" when there is none or more than one.
func (x *forms) nearest(key string) string {
	r := []rune(key)
	if len(r) < nearLength || len(r) > x.longest+1 {
		return ""
	}
	for extra := 1; extra <= 2 && len(r)-extra >= nearLength; extra++ {
		if head := string(r[:len(r)-extra]); isRow(x.labels[head]) {
			return head
		}
	}
	if full := x.near[key]; full != "" {
		return full // a character is missing
	}
	found := ""
	for i := range r {
		cut := without(r, i)
		full := x.near[cut] // a character is changed
		if isRow(x.labels[cut]) {
			full = cut // a character too many
		}
		if full == "" {
			continue
		}
		if found != "" && !x.sameRow(found, full) {
			return ""
		}
		found = full
	}
	return found
}
