package extract

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/ingest/numeral"
)

var (
	// each is a figure that several bodies or months have one by one, grown one that is added to those that were there.
	each  = mustPattern(`各(?:举?办|组织|召开|开)(?:了)?[^,;#@各、和共]{2,14}#[期次场](?:$|[^、和及])|各(?:自|单位|科室|部门)?(?:举?办|开展|组织|召开|开|有|设立?|建立|确定|明确|配备|安排|落实|发布)*(?:了)?#|分别(?:举?办|开展|组织|召开|举行)+(?:了)?[^,;#@、和及]{0,8}#[期次场](?:$|[^、和及])`)
	grown = mustPattern(`新(?:增设?|设立?|建|添)[^,;#@]{0,14}#`)
	// apart is a figure that each of several bodies has, which is no figure of all of them: 12个科室各落实1名, 每个乡镇确定1名, 各科室、各乡镇均明确
	// 1名. Several numbers behind 分别 are given in order.
	apart = mustPattern(`各(?:自|单位|科室|部门)?(?:确定|明确|配备|安排|落实|指定|选派|设立?|有|配有?|建立|抽调)(?:了)?[^,;#@、共]{0,12}#[名人位个处]` +
		`|各(?:股室|处室|站所)(?:确定|明确|配备|安排|落实|指定|选派)(?:了)?#[名人位]` + // 各处室确定兼职人员19名 is all of them
		`|(?:科室|股室|处室|单位|部门|乡|镇|街道|村|社区|局|县|区|站|所|队|窗口|中心|学校|机关|机构|[个家])各#[名人位处]|[、和及与][^,;#@]{1,12}分别(?:设立?|设置|设有|建立|配备|安排|落实)(?:了)?[^,;#@、]{0,14}#[名人位个处]` +
		`|每(?:一)?(?:个|家|处)?(?:乡|镇|街道|村|社区|科室|股室|处室|单位|部门|局|站|所|机关|县|区|窗口|学校|机构)[^,;#@共合总]{0,16}#` +
		`|(?:各|每|科室|股室|处室|单位|部门|乡|镇|街道|村|社区)[^,;#@共合总]{0,14}(?:均|都|至少|分别)(?:已|也|又|要|应|须)?(?:确定|明确|配备|安排|落实|指定|选派|设立|设有|设|有|配有|配|建立)(?:了)?[^,;#@、共]{0,12}#[名人位个处]`)
	// drawn is what was drawn from several bodies together: 从各科室抽调5名.
	drawn  = mustPattern(`从各[^,;#@各均]{0,8}(?:抽调|选派|选调|抽)[^,;#@各均]*#`)
	inARow = mustPattern(`^.[^,;#@]{0,8}[、和及与,]@`)
	// inAll is the wording of the sum of such figures, behind them: ,共计三个; inSum one that may name its subject: ,共兼职26人.
	inAll = mustPattern(`^(?:至此|目前|年末|现)?(?:全[年市县区镇乡旗州省局办厅])?(?:使|则)?(?:总数|总量|数量)?(?:累计|共计|合计|总计|总共|一共|共有|共|计|总数|达到|达|为|增至|增加到)+#`)
	inSum = mustPattern(`^(?:全[年市县区镇乡旗州省局办厅])?(?:累计|共计|合计|总计|总共|一共|共有|共|计)[^,;#@]{0,10}#`)
	// halves, months and batches are what each stands behind where it counts times.
	halves  = mustPattern(`(?:上、?下半年|上半年(?:和|、|及)下半年|年初(?:和|、|及)?年[中末底]|年中(?:和|、|及)年[末底]|春、?秋(?:两季)?|上下半年|首尾)$`)
	quarter = mustPattern(`(?:每季度|每个季度|四个季度|各季度)$`)
	// manyMeetings is an enumeration of meetings that were held equally often: 部署会、推进会各一次.
	manyMeetings = mustPattern(`(?:会(?:议)?(?:、|和|及|与)[^,;#@、和及与]{1,10})+会(?:议)?各`)
	// otherMeetings are counted by themselves: 工作会、培训会各1次.
	otherMeetings = mustPattern(`培训|发布会|访谈`)
	// manyRooms is an enumeration of parts of an office that have as many people each: 财政所、民政所、计生办各1人兼职.
	manyRooms = mustPattern(`^(?:[^,;:#@、和及与等]{1,7}(?:所|室|科|股|处|办|站|中心)(?:、|和|及|与))+[^,;:#@、和及与等]{1,7}(?:所|室|科|股|处|办|站|中心)各#[名人位]`)
	// manyMonths is an enumeration of months: 4月、9月各举办1期.
	manyMonths = regexp.MustCompile(`((?:[DY](?:月份?|[上中下]旬|初|底)?(?:、|和|及|与))+[DY](?:月份?|[上中下]旬|初|底)?),?$`)
)

// oneByOne takes out of what is counted one by one or added the words that a sum does without.
var oneByOne = strings.NewReplacer("各", "", "新增", "", "新设", "设", "新建", "建")

// gathered gives the number that sums up what each of several bodies has, or what there is with what was added, the subject of the
// figure before it: 各科室确定1名兼职人员,计15人; 新增查阅点4个,总数达到32个. A figure that was reached at several times and is not
// summed up is multiplied: 上、下半年各办一次培训.
func gathered(frames []frame) {
	for i := range frames {
		f := &frames[i]
		if i+1 < len(frames) && f.summedBy(&frames[i+1]) {
			f.passed = true
			next := &frames[i+1]
			if !next.clauseHolds(inAll) {
				continue // it names its subject itself
			}
			at := strings.IndexByte(f.clause, markSelf)
			next.label = oneByOne.Replace(f.clause[:at])
			next.clause = next.label + string(markSelf) + f.clause[at+1:]
			next.from = f.from
			continue
		}
		if times := f.times(); times > 1 {
			f.Value *= times
			f.Chinese = true // the evidence shows what is printed
		}
	}
}

// portioned leaves out what each of several bodies has, with the numbers in one row behind it: 各单位均明确1名专职、2名兼职人员.
func portioned(frames []frame) {
	in := false
	for i := range frames {
		f := &frames[i]
		in = in && !strings.ContainsAny(f.m.text[frames[i-1].byteAt:f.byteAt], clauseMarks)
		if in || f.apart() && f.times() == 1 {
			f.passed, in = true, true
		}
	}
}

// mostApiece is how many people or places an office has by itself where no word tells that each has as many: 各部门确定兼职人员76名 are those of
// all offices.
const mostApiece = 5

// oneAndAll is such a word.
var oneAndAll = mustPattern(`每|均|都|至少|各自|分别|各#`)

// apart says whether a number is what each of several bodies has.
func (f *frame) apart() bool {
	if !f.clauseHolds(apart) || drawn.MatchString(f.clause) || strings.Contains(f.clause, "共") || f.Value > mostApiece*numeral.Scale && !oneAndAll.MatchString(f.clause) {
		return false
	}
	return !strings.Contains(f.label, "分别") || !inARow.MatchString(f.m.text[f.byteAt+1:])
}

// summedBy says whether the next number is the sum of what f counts for each or adds.
func (f *frame) summedBy(next *frame) bool {
	return f.unit != "" && sameThing(f.unit, next.unit) && next.Value >= f.Value &&
		(next.clauseHolds(inAll) && f.clauseHolds(grown) || next.clauseHolds(inSum) && (f.clauseHolds(each) || f.apart())) &&
		!strings.ContainsAny(f.m.text[f.byteAt:next.byteAt], ";")
}

var (
	// partOfYear is a figure of one part of the year, wholeYear one of all of it behind it: 上半年公开960条,…,全年合计1873条.
	partOfYear = mustPattern(`(?:^|其中)[^,;#@]{0,6}(?:上半年|下半年|第?[一二三四]季度|前[两三]个?季度|VX|D(?:至|到|-|—|~)D)[^,;#@至和及、]{0,20}#`)
	wholeYear  = mustPattern(`^(?:全年|本年度?|两个?半年|年内|四个季度|全[年市县区镇乡旗州省局办厅])*(?:累计|共计|合计|总计|总共|一共|共|总量|总数|计|达到|达|为)*#`)
	yearPart   = mustPattern(`(?:上半年|下半年|第?[一二三四]季度|前[两三]个?季度|VX|D(?:至|到|-|—|~)D)(?:就|已)?`)
	bothHalves = mustPattern(`下半年|全年|本年度?|年内|[二三四]季度|合计|共计|总计|累计`)
	// months are a part of the year or all of it, told by the first and the last of them.
	months     = mustPattern(`VX|D(?:至|到|-|—|~)D`)
	wholeFirst = mustPattern(`^(?:全年|本年度?|年内|合计|共计|总计|累计|共)+`)
)

// halved leaves out the figures of parts of the year and gives the figure of the whole year behind them their subject.
func halved(v *View, frames []frame) {
	for i := range frames {
		f := &frames[i]
		if f.passed || !f.clauseHolds(partOfYear) {
			continue
		}
		ofMonths := f.clauseHolds(months)
		beside := ofMonths && f.besideMonths(v, frames)
		if !bothHalves.MatchString(f.after()) && !yearPart.MatchString(f.lead()) && !beside {
			continue
		}
		if ofMonths && !beside && !f.growsTo(frames[i+1:]) { // 1-12月公开300条,全年收到申请2件
			continue
		}
		f.passed = true
		for j := i + 1; j < len(frames); j++ {
			next := &frames[j]
			if strings.Contains(f.m.text[f.byteAt:next.byteAt], ";") {
				break
			}
			if !sameThing(f.unit, next.unit) || yearPart.MatchString(next.clause) {
				continue
			}
			if !wholeYear.MatchString(next.clause) || next.from < f.from { // or has its subject by the first half
				break
			}
			at := strings.IndexByte(f.clause, markSelf)
			next.label = yearPart.ReplaceAllString(f.clause[:at], "")
			next.clause = next.label + string(markSelf) + f.clause[at+1:]
			next.from, next.nearby = f.from, next.clause
			break
		}
	}
}

// allMonths is the whole year, told by its months.
var allMonths = mustPattern(`(?:^|[^0-9])1月?(?:份)?\s*[-—–~至到]+\s*12月|[^十]一月?(?:份)?[至到—-]+十二月`)

// besideMonths says whether a number of some months stands beside one that counts the same in others: 1-6月公开300条,7-12月公开412条.
func (f *frame) besideMonths(v *View, frames []frame) bool {
	if p := f.m.place(f.from, f.byteAt); allMonths.MatchString(v.String(p.start, p.end)) {
		return false
	}
	own := yearPart.ReplaceAllString(f.label, "")
	return slices.ContainsFunc(frames, func(o frame) bool {
		return o.index != f.index && sameThing(f.unit, o.unit) && o.clauseHolds(months) && yearPart.ReplaceAllString(o.label, "") == own
	})
}

// growsTo says whether one of the numbers behind that of a few months counts the same in the whole year.
func (f *frame) growsTo(behind []frame) bool {
	own := yearPart.ReplaceAllString(f.label, "")
	for i := range behind {
		words := wholeFirst.ReplaceAllString(behind[i].label, "")
		if words != behind[i].label && (words == "" || words == own) && behind[i].Value >= f.Value {
			return true
		}
	}
	return false
}

// personUnits count people, placeUnits places.
var (
	personUnits = map[string]bool{"人": true, "名": true, "位": true}
	placeUnits  = map[string]bool{"个": true, "处": true}
)

// sameThing says whether two units can count one thing.
func sameThing(a, b string) bool {
	return a == b || personUnits[a] && personUnits[b] || placeUnits[a] && placeUnits[b]
}

// times is at how many times of the year the number of a frame was reached, 1 when no such thing is said.
func (f *frame) times() int64 {
	if !f.clauseHolds(each) {
		return 1
	}
	at := each.FindStringIndex(f.clause)
	head := f.m.text[:f.from] + f.clause[:at[0]]
	switch {
	case halves.MatchString(head):
		return 2
	case quarter.MatchString(head):
		return 4
	}
	list := manyMeetings.FindString(f.clause)
	if list == "" || otherMeetings.MatchString(list) {
		list = manyRooms.FindString(f.clause)
	}
	if list != "" {
		return int64(strings.Count(andWords.Replace(list), "、")) + 1
	}
	if list := manyMonths.FindString(head); list != "" {
		return int64(strings.Count(list, "D") + strings.Count(list, "Y"))
	}
	return 1
}
