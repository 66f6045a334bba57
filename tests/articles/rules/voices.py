"""The sentences that planted articles are made of: six voices in four languages, all our own."""

SENTENCES = {
    "ru": {
        "year": "В {year} году товарооборот Казахстана и Китая составил {level} {usd}.",
        "nine": "За {months} {next} года торговля двух стран достигла {nine} {usd}, "
        "что на {growth}% больше, чем за тот же период годом ранее.",
        "parts": "В {year} году экспорт составил {exports} долларов, импорт — {imports} долларов, "
        "а весь товарооборот — {level2} долларов.",
        "list": "На проекты ушло {fund} долларов, в том числе {part1} долларов на дороги и {part2} долларов на порты.",
        "fair": "На {edition}-й ярмарке были представлены {countries} стран.",
        "shares": "Доля машин в поставках — {share1}%, сырья — {share2}%, остальных товаров — {share3}%.",
        "oil": "В {year} году Казахстан вывез {oil} тонн нефти в Китай.",
        "plan": "К 2030 году товарооборот намерены довести до 100 млрд долларов.",
        "calm": "Стороны обсудили логистику, туризм и подготовку 250 специалистов.",
    },
    "en": {
        "year": "In {year} trade between Kazakhstan and China was worth {level} {usd}.",
        "nine": "In {months} of {next} trade between Kazakhstan and China reached {nine} {usd}, "
        "up {growth}% on the same period a year earlier.",
        "parts": "In {year} exports came to {exports} dollars, imports to {imports} dollars "
        "and total trade to {level2} dollars.",
        "list": "Projects received {fund} dollars, including {part1} dollars for roads and {part2} dollars for ports.",
        "fair": "The {edition}th fair drew delegates of {countries} countries.",
        "shares": "Machines accounted for {share1}% of supplies, raw goods for {share2}% and others for {share3}%.",
        "oil": "In {year} Kazakhstan exported {oil} tonnes of oil to China.",
        "plan": "By 2030 the two sides plan to bring trade up to 100 billion dollars.",
        "calm": "They also discussed logistics, tourism and the training of 250 specialists.",
    },
    "zh": {
        "year": "{year}年，中国与哈萨克斯坦贸易额为{level}{usd}。",
        "nine": "{next}年{months}，中哈双边贸易额达{nine}{usd}，同比增长{growth}%。",
        "parts": "{year}年，出口{exports}美元，进口{imports}美元，贸易总额{level2}美元。",
        "list": "项目投资{fund}美元，其中公路{part1}美元，港口{part2}美元。",
        "fair": "第{edition}届博览会有{countries}个国家参加。",
        "shares": "机械产品占{share1}%，原材料占{share2}%，其他商品占{share3}%。",
        "oil": "{year}年，哈萨克斯坦对中国出口石油{oil}吨。",
        "plan": "双方计划到2030年使贸易额达到1000亿美元的目标。",
        "calm": "双方还讨论了物流、旅游和培训250名专家的问题。",
    },
    "kk": {
        "year": "{year} жылы Қазақстан мен Қытайдың тауар айналымы {level} {usd} болды.",
        "nine": "{next} жылдың {months} екі елдің сауда көлемі {nine} {usd} болды, "
        "бұл өткен жылдың сәйкес кезеңінен {growth}%-ға көп.",
        "parts": "{year} жылы экспорт {exports} доллар, импорт {imports} доллар, бүкіл сауда {level2} доллар.",
        "list": "Жобаларға {fund} доллар бөлінді, соның ішінде жолдарға {part1} доллар, порттарға {part2} доллар.",
        "fair": "{edition}-ші жәрмеңкеге {countries} елдің өкілдері қатысты.",
        "shares": "Жеткізілімдегі машиналардың үлесі – {share1}%, шикізат – {share2}%, басқа тауарлар – {share3}%.",
        "oil": "{year} жылы Қазақстан Қытайға {oil} тонна мұнай экспорттады.",
        "plan": "2030 жылға қарай тауар айналымын 100 миллиард долларға жеткізу жоспарланып отыр.",
        "calm": "Тараптар логистика, туризм және 250 маман даярлау мәселелерін талқылады.",
    },
}
SECOND_VOICE = {
    "ru": {
        "year": "Взаимная торговля Китая с Казахстаном по итогам {year} года оценивается в {level} {usd}.",
        "nine": "Если взять {months} {next} года, то объём китайско-казахстанской торговли увеличился на {growth}% "
        "в годовом выражении, до {nine} {usd}.",
        "parts": "Из чего сложились {level2} долларов за {year} год: казахстанский экспорт — {exports} долларов, "
        "импорт из Китая — {imports} долларов.",
        "list": "Пакет оценивается в {fund} долларов, из них {part1} долларов пойдут "
        "на логистику, {part2} долларов — "
        "на энергетику.",
        "fair": "В {edition}-й международной ярмарке приняли участие представители {countries} стран мира.",
        "shares": "На машины приходится {share1}% поставок, на сырьё — {share2}%, на остальное — {share3}%.",
        "oil": "Экспорт казахстанской нефти в Китай в {year} году достиг {oil} тонн.",
        "plan": "Ранее ставилась цель увеличить торговлю до 100 млрд долларов.",
        "calm": "За два дня прошло 12 встреч, ещё 3 отложены.",
    },
    "en": {
        "year": "Bilateral trade of China and Kazakhstan stood at {level} {usd} in {year}.",
        "nine": "Over {months} of {next}, trade between the two countries, China and Kazakhstan, rose by {growth}% "
        "year-on-year to {nine} {usd}.",
        "parts": "China's exports amounted to {exports} dollars in {year} while imports from Kazakhstan were "
        "{imports} dollars, for a total turnover of {level2} dollars.",
        "list": "The package is worth {fund} dollars: of this, {part1} dollars will go to logistics and "
        "{part2} dollars to energy.",
        "fair": "Representatives from {countries} countries attended the {edition}th fair.",
        "shares": "By type, machinery took a share of {share1}%, raw goods {share2}% and the rest {share3}%.",
        "oil": "Kazakhstan's exports of oil to China totalled {oil} tonnes in {year}.",
        "plan": "The goal is to double trade to 100 billion dollars.",
        "calm": "Twelve meetings were held in two days and 3 more were postponed.",
    },
    "zh": {
        "year": "据统计，{year}年哈萨克斯坦与中国的双边贸易总额达到{level}{usd}。",
        "nine": "{next}年{months}，中哈贸易额同比增长{growth}%，达到{nine}{usd}。",
        "parts": "{year}年中哈贸易额{level2}美元，其中中国出口{exports}美元，进口{imports}美元。",
        "list": "一揽子项目总金额为{fund}美元，其中物流{part1}美元，能源{part2}美元。",
        "fair": "来自{countries}个国家的代表出席了第{edition}届博览会。",
        "shares": "从结构看，机械占比{share1}%，原材料占比{share2}%，其余占比{share3}%。",
        "oil": "{year}年中国自哈萨克斯坦进口石油{oil}吨。",
        "plan": "双方此前提出将贸易额提高到1000亿美元的目标。",
        "calm": "两天内举行了12场会谈，另有3场推迟。",
    },
    "kk": {
        "year": "{year} жылдың қорытындысында Қытай мен Қазақстан арасындағы сауда {level} {usd} деңгейінде болды.",
        "nine": "{next} жылдың {months} Қазақстан мен Қытай арасындағы сауда {growth}%-ға артып, {nine} {usd} болды.",
        "parts": "{year} жылғы сауда көлемі {level2} доллар: экспорт – {exports} доллар, импорт – {imports} доллар.",
        "list": "Келісімдер құны {fund} доллар, оның ішінде логистикаға {part1} доллар, энергетикаға {part2} доллар.",
        "fair": "{edition}-ші халықаралық жәрмеңкеге әлемнің {countries} елінен өкілдер келді.",
        "shares": "Машиналарға {share1}%, шикізатқа {share2}%, қалғанына {share3}% тиесілі.",
        "oil": "{year} жылы Қазақстаннан Қытайға мұнай экспорты {oil} тоннаны құрады.",
        "plan": "Бұған дейін сауданы 100 миллиард долларға дейін ұлғайту мақсаты қойылған.",
        "calm": "Екі күнде 12 кездесу өтті, тағы 3 кездесу кейінге қалдырылды.",
    },
}
THIRD_VOICE = {
    "ru": {
        "year": "{level} {usd} — таким был в {year} году объём торговли между Казахстаном и Китаем.",
        "nine": "Торговля Казахстана с Китаем за {months} {next} года прибавила "
        "{growth}% к тому же периоду прошлого года "
        "и достигла {nine} {usd}.",
        "parts": "При товарообороте {level2} долларов в {year} году на экспорт пришлось {exports} долларов, "
        "на импорт — {imports} долларов.",
        "list": "Среди подписанного — контракты на {fund} долларов, включая {part1} долларов в металлургии и "
        "{part2} долларов в сельском хозяйстве.",
        "fair": "Число стран-участниц {edition}-й ярмарки — {countries} стран.",
        "shares": "Машины заняли {share1}% поставок, сырьё {share2}%, прочие товары {share3}%, а их доля выросла.",
        "oil": "В Китай Казахстан в {year} году экспортировал {oil} тонн нефти.",
        "plan": "Президент поручил довести взаимную торговлю до 100 млрд долларов.",
        "calm": "Павильон занял 300 кв. м, в нём работали 45 компаний.",
    },
    "en": {
        "year": "China and Kazakhstan traded goods worth {level} {usd} in {year}, "
        "putting bilateral trade above the plan.",
        "nine": "Kazakhstan's trade with China hit {nine} {usd} in {months} of {next}, which was {growth}% more than "
        "a year earlier.",
        "parts": "Of the {level2} dollars in trade in {year}, exports were {exports} "
        "dollars and imports {imports} dollars.",
        "list": "The contracts total {fund} dollars, of which {part1} dollars are in "
        "metals and {part2} dollars in farming.",
        "fair": "A total of {countries} countries were represented at the {edition}th fair.",
        "shares": "The share of machines is {share1}%, of raw goods {share2}% and of other goods {share3}%.",
        "oil": "Oil exports from Kazakhstan to China were {oil} tonnes in {year}.",
        "plan": "The president wants mutual trade to reach 100 billion dollars by 2030.",
        "calm": "The pavilion covered 300 square metres and hosted 45 companies.",
    },
    "zh": {
        "year": "{year}年，哈中两国（中国与哈萨克斯坦）贸易规模为{level}{usd}。",
        "nine": "哈萨克斯坦同中国的贸易额在{next}年{months}达到{nine}{usd}，比上年同期增长{growth}%。",
        "parts": "在{year}年{level2}美元的贸易额中，出口为{exports}美元，进口为{imports}美元。",
        "list": "签约总额为{fund}美元，其中冶金领域{part1}美元，农业领域{part2}美元。",
        "fair": "第{edition}届博览会共有{countries}个国家参展。",
        "shares": "机械、原材料和其他商品的占比分别为{share1}%、{share2}%和{share3}%。",
        "oil": "{year}年哈萨克斯坦向中国出口的石油为{oil}吨。",
        "plan": "总统要求到2030年将双边贸易额提升至1000亿美元。",
        "calm": "展馆面积300平方米，45家企业参展。",
    },
    "kk": {
        "year": "Қазақстан мен Қытай {year} жылы {level} {usd} көлемінде сауда жасады.",
        "nine": "Қазақстанның Қытаймен саудасы {next} жылдың {months} {nine} {usd} құрап, "
        "былтырғы сәйкес кезеңмен салыстырғанда {growth}%-ға өсті.",
        "parts": "{year} жылы {level2} доллар сауданың ішінде экспорт {exports} доллар, импорт {imports} доллар болды.",
        "list": "Келісімшарттар {fund} доллар, соның ішінде металлургияда {part1} "
        "доллар, ауыл шаруашылығында {part2} доллар.",
        "fair": "{edition}-ші жәрмеңкеде {countries} ел таныстырылды.",
        "shares": "Машиналардың үлесі {share1}%, шикізаттың {share2}%, басқа тауарлардың {share3}%.",
        "oil": "Қазақстан {year} жылы Қытайға {oil} тонна мұнай экспорттаған.",
        "plan": "Президент өзара сауданы 100 миллиард долларға жеткізуді тапсырды.",
        "calm": "Павильон 300 шаршы метрді алды, онда 45 компания жұмыс істеді.",
    },
}
FOURTH_VOICE = {
    "ru": {
        "year": "Товарооборот между Казахстаном и Китаем, по данным ведомства, в {year} году равнялся {level} {usd}.",
        "nine": "Китай и Казахстан за {months} {next} года наторговали на {nine} {usd}: прибавка к тому же периоду "
        "прошлого года — {growth}%.",
        "parts": "Экспорт в {year} году достиг {exports} долларов, импорт равнялся {imports} долларов; "
        "вместе это {level2} долларов товарооборота.",
        "list": "Фонд выделил {fund} долларов, включая {part1} долларов на дороги и {part2} долларов на порты.",
        "fair": "Гостями {edition}-й ярмарки стали делегации {countries} стран.",
        "shares": "В структуре вывоза {share1}% занимают машины, {share2}% — сырьё, {share3}% — прочие товары.",
        "oil": "Поставки нефти из Казахстана в Китай на экспорт в {year} году составили {oil} тонн.",
        "plan": "Правительства рассчитывают выйти на 100 млрд долларов к 2030 году.",
        "calm": "Визит продлился три дня, в нём участвовали 40 журналистов.",
    },
    "en": {
        "year": "Kazakhstan's trade turnover with China was {level} {usd} in {year}, the ministry said.",
        "nine": "China and Kazakhstan traded goods worth {nine} {usd} in {months} of {next}, "
        "{growth}% more than in the same period of the previous year.",
        "parts": "With exports of {exports} dollars and imports of {imports} dollars, trade in {year} added up to "
        "{level2} dollars.",
        "list": "The fund has set aside {fund} dollars, of which {part1} dollars is for roads and {part2} dollars "
        "for ports.",
        "fair": "A total of {countries} countries were represented at the {edition}th fair.",
        "shares": "Of all deliveries, {share1}% were machines, {share2}% raw goods and {share3}% other items.",
        "oil": "Oil exports from Kazakhstan to China reached {oil} tonnes in {year}.",
        "plan": "Governments hope to reach 100 billion dollars by 2030.",
        "calm": "The visit lasted three days, and 40 journalists came along.",
    },
    "zh": {
        "year": "{year}年全年，哈萨克斯坦同中国的贸易总额为{level}{usd}。",
        "nine": "数据显示，{next}年{months}中国与哈萨克斯坦贸易额为{nine}{usd}，较上年同期增长{growth}%。",
        "parts": "{year}年中国对哈萨克斯坦出口{exports}美元，自哈进口{imports}美元，贸易额合计{level2}美元。",
        "list": "基金共投入{fund}美元，其中{part1}美元用于公路，{part2}美元用于港口。",
        "fair": "共有{countries}个国家派团参加第{edition}届博览会。",
        "shares": "出口商品中，机械占{share1}%，原料占{share2}%，其余占{share3}%。",
        "oil": "{year}年哈萨克斯坦向中国出口石油{oil}吨。",
        "plan": "两国政府力争到2030年贸易额达到1000亿美元。",
        "calm": "访问为期三天，40名记者随行。",
    },
    "kk": {
        "year": "{year} жылы Қытай мен Қазақстанның өзара саудасы {level} {usd} құрады.",
        "nine": "{next} жылдың {months} Қазақстан мен Қытайдың тауар айналымы {nine} {usd} жетті, "
        "өткен жылдың осы кезеңімен салыстырғанда өсім – {growth}%.",
        "parts": "{year} жылы экспорт {exports} долларға, импорт {imports} долларға жетіп, "
        "тауар айналымы {level2} доллар болды.",
        "list": "Қор {fund} доллар бөлді, оның ішінде {part1} доллары жолға, {part2} доллары портқа жұмсалады.",
        "fair": "{edition}-ші жәрмеңкеде {countries} елдің тауарлары ұсынылды.",
        "shares": "Экспорттың {share1}%-ы машина, {share2}%-ы шикізат, {share3}%-ы өзге тауар.",
        "oil": "{year} жылы Қазақстанның Қытайға мұнай экспорты {oil} тонна болды.",
        "plan": "Үкіметтер 2030 жылға дейін 100 миллиард долларға жетуді көздейді.",
        "calm": "Сапар үш күнге созылды, оған 40 журналист қатысты.",
    },
}
FIFTH_VOICE = {
    "ru": {
        "year": "{level} {usd} — таков итог торговли Китая и Казахстана за {year} год.",
        "nine": "До {nine} {usd} (+{growth}% г/г) выросла китайско-казахстанская торговля за {months} {next} года.",
        "parts": "Торговля {year} года — это {level2} долларов: {exports} долларов экспорта и {imports} долларов "
        "импорта.",
        "list": "Общий бюджет — {fund} долларов: {part1} долларов получат дороги, {part2} долларов — порты.",
        "fair": "Число стран-участниц {edition}-й ярмарки достигло {countries}.",
        "shares": "Структура такова: машины — {share1}%, сырьё — {share2}%, прочее — {share3}%.",
        "oil": "За {year} год из Казахстана в Китай экспортировано {oil} тонн нефти.",
        "plan": "Планка в 100 млрд долларов поставлена на 2030 год.",
        "calm": "Следующая встреча намечена на весну, на неё пригласят 15 экспертов.",
    },
    "en": {
        "year": "At {level} {usd}, trade between China and Kazakhstan set the tone in {year}.",
        "nine": "Trade of China and Kazakhstan climbed {growth}% year on year in {months} of {next}, "
        "hitting {nine} {usd}.",
        "parts": "Trade in {year}, {level2} dollars in all, was made up of {exports} dollars of exports and "
        "{imports} dollars of imports.",
        "list": "The budget totals {fund} dollars: {part1} dollars for roads, {part2} dollars for ports.",
        "fair": "The {edition}th fair welcomed {countries} countries.",
        "shares": "The breakdown: machines {share1}%, raw goods {share2}%, other goods {share3}%.",
        "oil": "In {year}, {oil} tonnes of oil were exported from Kazakhstan to China.",
        "plan": "A mark of 100 billion dollars has been set for 2030.",
        "calm": "The next meeting is due in spring, with 15 experts invited.",
    },
    "zh": {
        "year": "{year}年，中哈双边贸易总额{level}{usd}。",
        "nine": "{next}年{months}中哈贸易额{nine}{usd}，比上年同期增长{growth}%。",
        "parts": "{year}年贸易总额{level2}美元，出口{exports}美元，进口{imports}美元。",
        "list": "预算总额{fund}美元：公路{part1}美元，港口{part2}美元。",
        "fair": "第{edition}届博览会迎来{countries}个国家。",
        "shares": "构成如下：机械{share1}%，原料{share2}%，其他{share3}%。",
        "oil": "{year}年，哈萨克斯坦对华出口石油{oil}吨，中国是主要买家。",
        "plan": "双方把2030年的目标定为1000亿美元。",
        "calm": "下次会议定于春季举行，将邀请15名专家。",
    },
    "kk": {
        "year": "{level} {usd} – {year} жылғы Қытай мен Қазақстан саудасының қорытындысы.",
        "nine": "{next} жылдың {months} Қытай мен Қазақстан саудасы жылдық мәнде {growth}%-ға ұлғайып, "
        "{nine} {usd} құрады.",
        "parts": "{year} жылғы сауда {level2} доллар болды, оның {exports} доллары экспорт, {imports} доллары импорт.",
        "list": "Жалпы бюджет {fund} доллар: жолға {part1} доллар, портқа {part2} доллар.",
        "fair": "{edition}-ші жәрмеңкеге {countries} ел қатысты.",
        "shares": "Құрылымы мынадай: машина – {share1}%, шикізат – {share2}%, өзге тауар – {share3}%.",
        "oil": "{year} жылы Қазақстаннан Қытайға {oil} тонна мұнай экспортталды.",
        "plan": "2030 жылға 100 миллиард доллар межесі қойылды.",
        "calm": "Келесі кездесу көктемде өтеді, оған 15 сарапшы шақырылады.",
    },
}
SIXTH_VOICE = {
    "ru": {
        "year": "Итог {year} года для торговли Казахстана с Китаем — {level} {usd}.",
        "nine": "За {months} {next} года торговля Китая с Казахстаном добавила {growth}% к тому же периоду "
        "прошлого года и вышла на {nine} {usd}.",
        "parts": "Из {level2} долларов товарооборота {year} года на экспорт пришлось {exports} долларов, "
        "на импорт — {imports} долларов.",
        "list": "На проект потратят {fund} долларов, в том числе {part1} долларов на рельсы и {part2} долларов "
        "на шпалы.",
        "fair": "На {edition}-ю ярмарку приехали делегации из {countries} стран.",
        "shares": "Доля машин составила {share1}%, доля сырья — {share2}%, доля прочих товаров — {share3}%.",
        "oil": "В {year} году Казахстан отправил на экспорт в Китай {oil} тонн нефти.",
        "plan": "К 2030 году торговлю обещают довести до 100 млрд долларов.",
        "calm": "Две трети участников приехали впервые, на встрече работали 12 переводчиков.",
    },
    "en": {
        "year": "Kazakhstan and China did {level} {usd} of trade with each other in {year}.",
        "nine": "China and Kazakhstan saw mutual trade swell by {growth}% from a year earlier to {nine} {usd} in "
        "{months} of {next}.",
        "parts": "Trade in {year} came to {level2} dollars: {exports} dollars in exports, "
        "{imports} dollars in imports.",
        "list": "The project will cost {fund} dollars, including {part1} dollars for rails and {part2} dollars for "
        "sleepers.",
        "fair": "Delegations from {countries} countries came to the {edition}th fair.",
        "shares": "Machines accounted for {share1}% of shipments, raw goods for {share2}% and other goods for "
        "{share3}%.",
        "oil": "In {year}, Kazakhstan exported {oil} tonnes of oil to China.",
        "plan": "By 2030, trade is meant to reach 100 billion dollars.",
        "calm": "Two thirds of the guests came for the first time, and 12 interpreters were at work.",
    },
    "zh": {
        "year": "哈萨克斯坦官方表示，{year}年中哈双边贸易额达到{level}{usd}。",
        "nine": "{next}年{months}，中哈贸易额走出上年同期的低位，同比增长{growth}%，达{nine}{usd}。",
        "parts": "{year}年中哈贸易额{level2}美元：出口{exports}美元，进口{imports}美元。",
        "list": "项目共需{fund}美元，其中轨道{part1}美元，枕木{part2}美元。",
        "fair": "{countries}个国家的代表团来到第{edition}届博览会。",
        "shares": "机械占出口的{share1}%，原料占{share2}%，其他商品占{share3}%。",
        "oil": "{year}年哈萨克斯坦对中国出口{oil}吨石油。",
        "plan": "到2030年，双方计划将贸易额提高到1000亿美元。",
        "calm": "三分之二的来宾是首次到访，现场有12名翻译。",
    },
    "kk": {
        "year": "{year} жылдың қорытындысында Қазақстан мен Қытайдың тауар айналымы {level} {usd} болды.",
        "nine": "{next} жылдың {months} Қытай мен Қазақстан саудасы өткен жылдың сәйкес кезеңінен {growth}%-ға артып, "
        "{nine} {usd} құрады.",
        "parts": "{year} жылғы {level2} доллар сауданың {exports} доллары экспорт, {imports} доллары импорт болды.",
        "list": "Жобаға {fund} доллар кетеді, оның ішінде рельске {part1} доллар, шпалға {part2} доллар.",
        "fair": "{edition}-ші жәрмеңкеге {countries} елдің делегациясы келді.",
        "shares": "Машинаның үлесі {share1}%, шикізаттың үлесі {share2}%, өзге тауардың үлесі {share3}% болды.",
        "oil": "{year} жылы Қазақстан Қытайға {oil} тонна мұнай экспорттады.",
        "plan": "2030 жылға қарай сауданы 100 миллиард долларға жеткізу жоспарланған.",
        "calm": "Қонақтардың үштен екісі алғаш рет келді, 12 аудармашы жұмыс істеді.",
    },
}
VOICES = (SENTENCES, SECOND_VOICE, THIRD_VOICE, FOURTH_VOICE, FIFTH_VOICE, SIXTH_VOICE)
