"""Common given names in Latin and Cyrillic letters: what tells somebody from a house where a line has no "By".

A short list of our own, and not the long ones of `linking.given_names`: those take a second to read, which no page need
wait for, and hold names that are places as well (Victoria, Paris, Charlotte), which are none here.
"""

from stories.text.names import fold

_GIVEN = frozenset(
    (
        "aaron abdul abdullah abigail ada adam adele adrian adriana agata agnes agnieszka ahmad ahmed aisha alain "
        "alan albert alberto alejandra alejandro aleksandar aleksandra alena alessandra alessandro alexander "
        "alexandra alexandre alexei alexis alfred alfredo ali alice alicia alina aline alison allison alma amanda "
        "amelia amelie amina amir amy ana anastasia anders andre andrea andreas andrei andrej andres andrew andrzej "
        "angel angela angelika angelo anil anita anja anke ann anna annalena anne anneliese annette annie annika "
        "antoine anton antonia antonio arash ariel arjun armin arnaud arne arthur artur astrid aurelie axel ayse "
        "barbara bart bastian beate beatrice beatriz ben benedikt benjamin benoit bernadette bernard bernd bernhard "
        "bert bettina bill birgit bjorn bob bogdan boris brenda brian brigitte bruno caitlin camilla camille carl "
        "carla carlo carlos carmen carol caroline caterina catherine cathy cecile cecilia celine chantal charles "
        "charlie chiara chloe chris christa christian christiane christina christine christof christoph christophe "
        "christopher claire clara claude claudia claudio claus clemence colin connor conny constanze cora corinna "
        "craig cristian cristina cynthia dagmar daisuke damian damien dan daniel daniela daniele danielle daria "
        "dario dave david dawn deborah delphine denis denise dennis derek diana diane dieter dietmar dimitri dirk "
        "dmitri dmitry dominic dominik dominique donald donna dora doris dorothea dorothee douglas dylan eberhard "
        "eddie edgar edith eduardo edward eileen ekaterina elena eleonora elias elif elisa elisabeth elise "
        "elizabeth elke ella ellen elsa elvira emil emilia emilie emily emma emmanuel enrico enrique eric erica "
        "erich erik erika ernst erwin esther eugene eva evelyn ewa fabian fabien fabio fatima fatma federica "
        "federico felix ferdinand fernando filip fiona florian francesca francesco francine francis francisco "
        "franck francois francoise frank franz franziska fred frederic frederik friederike friedrich fritz gabor "
        "gabriel gabriela gabriele gabriella gareth gary gemma genevieve geoffrey georg george georges gerald "
        "gerard gerd gerhard gianni gillian giorgio giovanna giovanni gisela giulia giulio giuseppe gordon grace "
        "graham greg gregor gregory greta grzegorz guido guillaume guillermo gunter gunther gustav hamid hanna "
        "hannah hannes hans harald harry hassan heather hector heidi heike heiko heinrich heinz helen helena helene "
        "helga helmut hendrik henri henrik henry herbert herman hermann hilary hilda holger horst howard hubert "
        "hugh hugo hussein ian ibrahim ignacio igor ilona ilse imran ines inga inge ingo ingrid irene irina iris "
        "isabel isabella isabelle ivan ivana iwona jack jacob jacqueline jacques jakob jakub james jan jana jane "
        "janet janina janine jason javier jean jeff jeffrey jennifer jens jeremy jerome jessica jill jim joachim "
        "joan joanna joao joe joel johan johann johanna johannes john jonas jonathan jorg jorge jose josef joseph "
        "josephine joshua josip juan juana judith julia julian juliana julie julien juliette julio jurgen justin "
        "justine karel karen karim karin karl karla karsten katarina katarzyna kate katharina katherine kathleen "
        "kathrin kathy katja katrin kay keith kelly ken kenneth kerstin kevin khalid kirsten klaus konrad "
        "konstantin kristin kristina krzysztof kurt lara lars laszlo laura laure laurence laurent lea leah leila "
        "lena leo leon leonardo leonie leyla liam lieselotte lili lily linda lisa liz lorenzo louis louisa louise "
        "luca lucas lucia luciano lucie lucy ludwig luigi luis luisa lukas luke lutz lydia magdalena maggie mahmoud "
        "maik maja malgorzata manfred manuel manuela mara marc marcel marcin marco marcos marcus marek margaret "
        "margarita margot margrit maria marianne marie marina mario marion marisa mark marko markus marlene marta "
        "martha martin martina mary mateusz mathias mathieu mathilde matteo matthew matthias matthieu matti maurice "
        "mauro max maxime maximilian mehmet melanie melissa merle mia michael michaela michal michel michele "
        "michelle miguel mihai mike mikhail milan milena milos mina miriam mirko mohamed mohammad mohammed moira "
        "molly monica monika monique morgane moritz muhammad murat mustafa myriam nadia nadine nadja nancy naomi "
        "nasser natalia natalie natasha nathalie nathan neil nelly nicholas nick nicola nicolas nicole niels niklas "
        "nikola nikolai nikolaus nikos nils nina noah noemie nora norbert norman odile olaf ole oleg oleksandr "
        "olena olga oliver olivia olivier omar oriana oscar otto owen pablo pamela paola paolo pascal pat patricia "
        "patrick patrizia paul paula pauline paulo pavel pavol pawel pedro peggy penelope per peter petra philip "
        "philipp philippe pierre pilar piotr priya quentin rachel rafael rainer raj rajesh ralf ralph ramon raphael "
        "raquel raul raymond rebecca regina reiner reinhard renata renate rene ricardo riccardo richard rita rob "
        "robert roberta roberto robin rodrigo roger roland rolf romain roman ronald rosa rosalie rosemary roswitha "
        "roxana ruben rudiger rudolf rupert russell ruth ryan sabine sabrina said sally salma salvatore sam "
        "samantha samir samuel sandra sandrine sanjay sara sarah saskia sean sebastian sebastien serge sergei "
        "sergey sergio shane shannon sharon sheila sigrid silke silvia simon simona simone sofia solange sonia "
        "sonja sophia sophie stefan stefania stefanie stefano steffen stella stephan stephane stephanie stephen "
        "steve steven stuart sue sunil susan susana susanne suzanne sven svenja svetlana sylvia sylvie tamara tania "
        "tanja tatiana ted teresa thea theo theresa thierry thomas thorsten tilman tim timo timothy tina tobias tom "
        "tomas tomasz toni tony torsten tracy trevor ulrich ulrike umberto ursula ute uwe valentin valentina "
        "valerie vanessa vera veronica veronika vicky viktor viktoria vincent vincenzo viola viviane vladimir "
        "volker walter waltraud wanda wendy werner wilhelm will william wolfgang yann yasmin yolanda youssef yusuf "
        "yves yvonne zeynep zoe zofia zsofia zuzana александр александра алексеи анастасия андреи анна антон борис "
        "виктор владимир галина дарья денис дмитрии евгении екатерина елена иван игорь ирина ксения марина мария "
        "михаил наталья николаи оксана олег олена ольга павел петр светлана сергеи татьяна юлия юрии"
    ).split()
)


def begins_with_given(name: str) -> bool:
    """Whether the first word of a name is a given name that is common, and hardly ever that of a place."""
    return bool(name.strip()) and fold(name.split(maxsplit=1)[0]) in _GIVEN


__all__ = ["begins_with_given"]
