package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// pattern is a document of the extraction's corpus from which reports of other issuers and years are made. All its counts are
// multiplied by one factor, so that its sums stay right.
type pattern struct {
	from, to           int // years in which its form was used
	year               int
	issuer, region     string
	text, extension    string
	government, markup bool
}

// patternFiles names a document for every form, of a government and of a department, with the years of the form.
var patternFiles = []struct {
	name     string
	from, to int
}{
	{"n01_narrative_2012.txt", 2008, 2010},
	{"n02_narrative_department_2009.txt", 2008, 2010},
	{"a16_indicators_two_columns.txt", 2011, 2013},
	{"e28_indicators_web_2011.html", 2011, 2013},
	{"a19_stats_lines.txt", 2014, 2016},
	{"a20_stats_web.html", 2014, 2018},
	{"e15_stats_web_partial_list_2016.html", 2017, 2018},
	{"e07_web_spans_2019.html", 2019, 2020},
	{"e06_department_2019.txt", 2019, 2020},
	{"a07_web_spans_2021.html", 2021, 2024},
	{"a01_lines_2021.txt", 2021, 2024},
}

func readPatterns(t testing.TB) []pattern {
	t.Helper()
	const corpus = "../../ingest/extract/testdata/corpus"
	var patterns []pattern
	for _, f := range patternFiles {
		text, err := os.ReadFile(filepath.Join(corpus, f.name))
		if err != nil {
			t.Fatal(err)
		}
		extension := filepath.Ext(f.name)
		answer, err := os.ReadFile(filepath.Join(corpus, strings.TrimSuffix(f.name, extension)+".gold.json"))
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Issuer string `json:"issuer"`
			Region string `json:"region_name"`
			Year   int    `json:"year"`
		}
		if err := json.Unmarshal(answer, &gold); err != nil {
			t.Fatal(err)
		}
		patterns = append(patterns, pattern{
			from: f.from, to: f.to, year: gold.Year, issuer: gold.Issuer, region: gold.Region, text: string(text), extension: extension,
			government: strings.HasSuffix(gold.Issuer, "人民政府"), markup: extension == ".html",
		})
	}
	return patterns
}

// bureaus are the departments that publish beside the government of a county; "" is the government.
var bureaus = []string{
	"", "财政局", "教育局", "民政局", "司法局", "审计局", "统计局", "交通运输局", "水利局", "农业农村局", "商务局", "应急管理局", "市场监督管理局",
	"自然资源局", "卫生健康局", "城市管理局", "医疗保障局", "信访局", "林业局", "文化和旅游局", "住房和城乡建设局",
}

// writeReports writes n reports of as many issuers and years into folders of a thousand, 3 to 9 KB each. The same n gives the
// same reports. One issuer in thirty gives every year the running text of the year before.
func writeReports(t testing.TB, dir string, n int) {
	t.Helper()
	patterns := readPatterns(t)
	counties := slices.DeleteFunc(gazetteer.Default().Places(), func(p gazetteer.Place) bool {
		return p.Level != disclosure.LevelCounty || p.Code == 0 || !p.InForce(2008) || !p.InForce(0)
	})
	written := 0
	for _, bureau := range bureaus {
		for _, county := range counties {
			for year := 2008; year <= 2024; year++ {
				if written == n {
					return
				}
				var fitting []pattern
				for _, p := range patterns {
					if p.from <= year && year <= p.to && p.government == (bureau == "") {
						fitting = append(fitting, p)
					}
				}
				if len(fitting) == 0 {
					continue
				}
				folder := filepath.Join(dir, strconv.Itoa(written/1000))
				if err := os.MkdirAll(folder, 0o755); err != nil {
					t.Fatal(err)
				}
				p := fitting[written%len(fitting)]
				name := fmt.Sprintf("%d_%d%s", written, year, p.extension)
				if err := os.WriteFile(filepath.Join(folder, name), []byte(p.report(county, bureau, year, written)), 0o600); err != nil {
					t.Fatal(err)
				}
				written++
			}
		}
	}
	t.Fatalf("there are issuers and years for %d reports only, not for %d", written, n)
}

var (
	cellCount  = regexp.MustCompile(`(?m)>\d{1,7}<|^\d{1,7}$`)
	proseCount = regexp.MustCompile(`(\d{1,7})(条|件|次|人|篇|份|期|场)`)
	firstHead  = regexp.MustCompile(`一、(?:概述|总体情况|概况)(?:</p>|</h\d>)?\n?`)
)

// report makes the pattern a report of another issuer and year.
func (p pattern) report(county gazetteer.Place, bureau string, year, seed int) string {
	region := county.Province + county.Prefecture + county.Name
	factor := 1 + seed%9
	times := func(digits string) string {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return digits
		}
		return strconv.Itoa(n * factor)
	}
	text := cellCount.ReplaceAllStringFunc(p.text, func(s string) string {
		digits := strings.Trim(s, "<>")
		return strings.Replace(s, digits, times(digits), 1)
	})
	text = proseCount.ReplaceAllStringFunc(text, func(s string) string {
		unit := strings.TrimLeft(s, "0123456789")
		return times(s[:len(s)-len(unit)]) + unit
	})
	text = strings.ReplaceAll(text, p.issuer, "\x00")
	text = strings.ReplaceAll(text, p.region, region)
	issuer := region + bureau
	if bureau == "" {
		issuer += "人民政府"
	}
	text = strings.ReplaceAll(text, "\x00", issuer)
	text = strings.ReplaceAll(text, strconv.Itoa(p.year+1), "\x01")
	text = strings.ReplaceAll(text, strconv.Itoa(p.year), strconv.Itoa(year))
	text = strings.ReplaceAll(text, "\x01", strconv.Itoa(year+1))
	at := firstHead.FindStringIndex(text)
	if at == nil {
		return text
	}
	source := rand.NewPCG(uint64(county.Code), uint64(len(bureau)*31))
	if county.Code%30 != 0 {
		source = rand.NewPCG(uint64(county.Code), uint64(seed))
	}
	return text[:at[1]] + p.prose(rand.New(source)) + text[at[1]:]
}

// What the running text is made of: who, how, did what, to which end.
var (
	who  = strings.Fields("县委办公室 政府办公室 政务公开办 各乡镇街道 各部门 门户网站编辑部 政务服务中心 档案馆 融媒体中心 法制机构 信息中心 督查室")
	how  = strings.Fields("按照年度工作要点的安排 根据群众来信反映的问题 结合机构改革后的职责分工 在充分听取基层意见的基础上 对照第三方评估指出的不足 围绕优化营商环境这条主线 以便民利民为出发点 坚持问题导向和目标导向 通过召开专题会议的方式 借鉴先进地区的经验做法")
	did  = strings.Fields("修订了信息发布审核办法 完善了公开目录和指南 清理了长期不更新的栏目 建立了热点问题会商机制 规范了答复文书的格式 升级了网站检索功能 开通了手机端查询服务 组织了保密审查专题学习 公布了办事流程和收费依据 整理了历年规范性文件 调整了工作领导小组成员 核对了各科室报送的材料")
	sake = strings.Fields("方便企业和群众随时查阅 确保公开内容准确权威 减少了重复申请的情况 提高了答复的规范程度 让政策解读更加通俗易懂 使基层干部熟悉了有关规定 为依法行政打下了基础 得到了社会各界的好评 避免了信息发布前后不一 推动公开工作走上正轨")
)

// prose writes 15 to 50 sentences.
func (p pattern) prose(r *rand.Rand) string {
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	var out strings.Builder
	for range 3 + r.IntN(8) {
		if p.markup {
			out.WriteString("<p>")
		}
		for range 5 {
			fmt.Fprintf(&out, "%s%s，%s，%s。", pick(who), pick(how), pick(did), pick(sake))
		}
		if p.markup {
			out.WriteString("</p>")
		}
		out.WriteByte('\n')
	}
	return out.String()
}
